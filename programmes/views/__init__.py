"""Pages about a programme, its plan and its people."""
