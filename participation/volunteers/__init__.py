"""Volunteer work: shifts, and who comes."""
