"""A port of this machine for a server that a test starts."""

import random
import socket

# Below those that the system gives to whoever connects: between our look and the server's start,
# which may be a minute, none of them goes to a browser, nor to the very connection that asks
# whether the server is there.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """One at which nobody listens."""
    for port in random.sample(PORTS, 100):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError(f"none of a hundred ports from {PORTS.start} to {PORTS.stop} is free")
