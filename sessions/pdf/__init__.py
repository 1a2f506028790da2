"""Paper for an evening: ``paper`` lays out the draaiboek, ``printing`` makes any page a PDF by way of ``press``."""
