"""What is true of residents on paper: names, identity numbers, standings, rosters."""
