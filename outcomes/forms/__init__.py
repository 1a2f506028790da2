"""What people fill in about outcomes, by subject."""
