"""What an evening brought, and a verslag as its reader may see it."""
