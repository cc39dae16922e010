"""What every template may know about the look."""

from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest

UNKEPT = ("/cases/", "/case-review/")
BUILT = Path(__file__).parent / "static" / "look" / "built" / "govuk.css"


@cache
def is_built() -> bool:
    """Whether GOV.UK Frontend was compiled here; without it our own plain stylesheet serves."""
    return BUILT.exists()


def look(request: HttpRequest) -> dict[str, Any]:
    """``look_is_built`` and ``unkept`` for the base template.

    What is written about a case is never kept on the device: scripts leave such pages alone.
    """
    return {"look_is_built": is_built(), "unkept": request.path.startswith(UNKEPT)}
