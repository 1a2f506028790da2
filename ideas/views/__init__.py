"""Pages of ideas, bundles, dots and proposals."""
