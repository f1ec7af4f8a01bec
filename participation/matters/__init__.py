"""提, and the five-step walk itself."""
