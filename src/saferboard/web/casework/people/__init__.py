"""People as agencies recorded them, and who is who across agencies."""
