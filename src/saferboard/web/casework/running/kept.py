"""Rows that are added and never changed: the lock's, under the name by which this room knows it."""

from saferboard.web.casework.lock.kept import AddedTo, keep

__all__ = ["AddedTo", "keep"]
