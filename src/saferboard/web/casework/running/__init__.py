"""Any case on any procedure: its page, steps, entries, tasks, messages, what is due."""
