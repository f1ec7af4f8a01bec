"""The village or community, its groups, its county."""
