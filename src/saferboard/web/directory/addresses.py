"""Every address of the service, with the permission that it takes."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from saferboard.core.directory.permissions import Permission
from saferboard.web.directory.permissions import permission_of


def addresses() -> list[tuple[str, Permission]]:
    """Address as its pattern is written, and permission; those that name none are left out."""
    found = [
        (address, permission)
        for address, pattern in patterns(get_resolver().url_patterns)
        if (permission := permission_of(pattern.callback, pattern.name)) is not None
    ]
    return sorted(found)


def patterns(
    found: list[URLPattern | URLResolver], before: str = "/"
) -> Iterator[tuple[str, URLPattern]]:
    """Every pattern with its whole address."""
    for one in found:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, here)
        else:
            yield here, one
