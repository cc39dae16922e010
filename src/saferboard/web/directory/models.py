"""What the directory stores: accounts, and the people and bodies round the table."""

from saferboard.web.directory.accounts import User, known_roles
from saferboard.web.directory.people import (
    Body,
    Organisation,
    Person,
    Post,
    Remit,
    Seat,
    SeatRole,
    Tenure,
)

__all__ = [
    "Body",
    "Organisation",
    "Person",
    "Post",
    "Remit",
    "Seat",
    "SeatRole",
    "Tenure",
    "User",
    "known_roles",
]
