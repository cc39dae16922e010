"""A survey's pages live twice, as every page of a release: newest, and pinned to its number."""

from django.urls import reverse

from saferboard.web.evidence.addresses import Address


def address_of(address: Address, name: str, **parts: str) -> str:
    """The address of a survey's page in the release that is looked at."""
    if not address.pinned:
        return reverse(name, kwargs=parts)
    return reverse(f"release-{name}", kwargs={**address.where, **parts})
