"""What changes people, organisations and the trail of what was done."""
