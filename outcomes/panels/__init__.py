"""What outcomes show on the screens of a live evening."""
