"""Reads about programmes, for screens."""
