"""What changes evenings."""
