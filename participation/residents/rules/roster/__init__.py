"""How a roster (花名册, 业主清册) is understood, and what changes against the one before."""
