"""Counts out: what the Board may know of cases, and the only way it gets there."""
