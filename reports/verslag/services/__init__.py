"""Writing a verslag, and sending it."""
