"""Shifts, and who comes."""
