"""What changes in ideas, bundles, dots and proposals."""
