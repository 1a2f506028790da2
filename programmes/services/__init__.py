"""What changes a programme, its people and its dates."""
