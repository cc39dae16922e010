"""Surveys: results by question, and comments read once a person has let them through."""
