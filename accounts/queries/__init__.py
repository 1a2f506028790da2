"""Reads about people, organisations and the links that let somebody in."""
