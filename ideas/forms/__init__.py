"""Forms of ideas, bundles, dots and proposals."""
