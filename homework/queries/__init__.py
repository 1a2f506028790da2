"""Reads about homework, for screens and messages."""
