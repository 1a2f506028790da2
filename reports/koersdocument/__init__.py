"""The koersdocument: the final report of a programme, its editions and how they are set."""
