"""How the demo is put on stage: every scene goes through the same actions as real life."""
