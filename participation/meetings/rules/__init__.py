"""What a meeting, its roll, its items and its minutes are on paper."""
