"""Reads about evenings, for screens."""
