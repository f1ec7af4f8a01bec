"""决: votes, from a dated decision rule to a result that anyone can recount."""
