"""The verslag: what happened on an evening, for those who were there and those who were not."""
