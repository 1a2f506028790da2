"""What the overviews change: nothing but the demo."""
