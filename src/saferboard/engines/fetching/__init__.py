"""What is fetched from outside: only from here, only from the host that a person named."""
