"""What is happening: service figures for the county."""
