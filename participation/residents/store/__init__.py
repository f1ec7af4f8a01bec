"""People, households, flats, cards, imports, accounts and roles in SQL."""
