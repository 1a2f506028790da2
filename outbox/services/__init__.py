"""What writes, plans, sends and steers messages."""
