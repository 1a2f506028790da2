"""Reads about ideas, bundles, dots and proposals, for screens."""
