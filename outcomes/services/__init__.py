"""What people do with outcomes, by subject."""
