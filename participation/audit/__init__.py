"""What happened, for ever: the log, the register of printed records, the outbox."""
