"""Reads about the koersdocument: what stands in it, what could, and its editions."""
