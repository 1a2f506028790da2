"""The door, personal links, and what people say about themselves."""
