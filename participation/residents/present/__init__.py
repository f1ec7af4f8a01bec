"""Codes to words for residents: rosters, standings, roles."""
