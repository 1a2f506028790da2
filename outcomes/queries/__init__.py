"""What screens read of results, and of the line from programme to programme."""
