"""Residents: people, households, roster, slips, sign-in, roles."""
