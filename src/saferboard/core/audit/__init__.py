"""The audit trail as a chain: each event bound to all before it, so that a change is seen."""
