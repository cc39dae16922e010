"""Saferboard runs a community safety partnership's Board."""

__version__ = "0.1.0"
