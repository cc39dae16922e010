"""The forward plan: what the Board looks at when, and what came of it."""
