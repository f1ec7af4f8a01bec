"""Long trials of what a vote promises, each with a naive twin that must fail."""
