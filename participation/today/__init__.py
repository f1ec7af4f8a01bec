"""What joins rooms on one page or paper."""
