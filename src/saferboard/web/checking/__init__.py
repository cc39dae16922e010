"""The paper check: every stated figure worked out again, before the paper goes out."""
