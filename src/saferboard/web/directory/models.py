"""What the directory stores: accounts, e-mails, and the people and bodies round the table."""

from saferboard.core.directory.seats import SeatRole
from saferboard.web.directory.accounts import User, known_roles
from saferboard.web.directory.mails import Mail
from saferboard.web.directory.people import (
    Body,
    Organisation,
    Person,
    Post,
    Remit,
    Seat,
    StandingDeclaration,
    Tenure,
)

__all__ = [
    "Body",
    "Mail",
    "Organisation",
    "Person",
    "Post",
    "Remit",
    "Seat",
    "SeatRole",
    "StandingDeclaration",
    "Tenure",
    "User",
    "known_roles",
]
