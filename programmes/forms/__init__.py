"""What people type about a programme."""
