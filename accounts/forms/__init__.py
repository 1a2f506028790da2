"""What people type at the door, about themselves, and about the look of their organisation."""
