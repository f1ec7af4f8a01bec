"""议: arguments for and against."""
