"""Pages of outcomes, by subject."""
