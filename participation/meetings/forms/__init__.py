"""Forms of calling a meeting, recording its items, and editing its minutes."""
