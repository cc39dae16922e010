"""Who did what to what, and when: written in the transaction that did it, never changed."""
