"""Minutes: taken, circulated, confirmed."""
