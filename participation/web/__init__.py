"""What pages have in common: the house behind them, rights, words, headers, error pages."""
