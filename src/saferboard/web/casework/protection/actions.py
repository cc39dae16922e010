"""Whatever is done here; ``saferboard daily`` looks for ``remind`` in this place."""

from saferboard.web.casework.protection.answering import (
    approve,
    export,
    give_back,
    judge,
    keep_back,
    submit,
)
from saferboard.web.casework.protection.asking import (
    check_identity,
    close,
    enter,
    extend,
    pause,
    pick,
    resume,
)
from saferboard.web.casework.protection.erasing import erase
from saferboard.web.casework.protection.keeping import hold, lift
from saferboard.web.casework.protection.reminding import remind

__all__ = [
    "approve",
    "check_identity",
    "close",
    "enter",
    "erase",
    "export",
    "extend",
    "give_back",
    "hold",
    "judge",
    "keep_back",
    "lift",
    "pause",
    "pick",
    "remind",
    "resume",
    "submit",
]
