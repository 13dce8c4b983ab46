"""What keeps people apart from their answers."""
