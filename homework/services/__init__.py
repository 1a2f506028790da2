"""What changes homework."""
