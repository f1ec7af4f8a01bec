"""Statutory elections and recalls (选举, 罢免): prepared, printed and recorded; voted on paper."""
