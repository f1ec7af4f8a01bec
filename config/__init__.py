"""Settings and dated data of a deployment."""
