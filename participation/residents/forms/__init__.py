"""Raw text → typed input for the residents' pages."""
