"""Break things on purpose, with real processes, and see what is lost: each script prints one line of JSON."""
