"""Forms of founding a body and of giving its seats."""
