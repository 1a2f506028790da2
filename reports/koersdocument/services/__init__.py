"""What changes the koersdocument: its draft, what is taken up, and its editions."""
