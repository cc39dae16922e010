"""Casework on the web: nothing outside this room reads a case."""
