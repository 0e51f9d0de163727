"""The commands on the whole edition: check, build, serve, release."""
