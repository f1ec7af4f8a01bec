"""The bench: each line of work beside its limit in the same run, into docs/bench.md."""
