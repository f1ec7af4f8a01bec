"""Outcome, actor, clock, ids, codes and fractions: pure, no framework."""
