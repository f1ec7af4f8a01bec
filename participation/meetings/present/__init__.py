"""Words and papers of meetings."""
