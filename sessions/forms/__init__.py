"""Forms about evenings."""
