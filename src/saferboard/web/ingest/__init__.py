"""The Board's past: sources, what was read of them, and what was made of it."""
