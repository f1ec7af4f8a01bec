"""Words for votes: codes become what residents read."""
