"""The data protection officer: supervision, what is held of somebody, how long it is kept."""
