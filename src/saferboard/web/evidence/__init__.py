"""Releases as stored and shown: the dashboard and everything under it."""
