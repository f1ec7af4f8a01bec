"""Words for elections and recalls: states, steps, refusals, results, papers."""
