"""Changes that change nothing: each with the reason why nobody could ever notice it."""

EQUIVALENT: dict[str, str] = {}
