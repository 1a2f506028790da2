"""Pages that put pieces of several apps together."""
