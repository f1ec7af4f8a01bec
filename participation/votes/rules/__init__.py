"""What is true of a vote on paper: rules, ballots, counts, receipts, records."""
