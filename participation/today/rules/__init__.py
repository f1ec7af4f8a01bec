"""What pages that join rooms make of what they read."""
