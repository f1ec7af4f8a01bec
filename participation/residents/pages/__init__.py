"""Addresses of residents' pages."""
