"""Notice, agenda, attendance, minutes."""
