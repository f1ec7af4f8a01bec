"""What pages that join rooms read across them, in as few statements as they can."""
