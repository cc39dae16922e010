"""What may stand in an event of what is kept under lock: references, keys and codes, no content."""

from collections.abc import Iterator, Mapping

LONGEST = 120
"""Letters of a reference, key, code or name of a rule. A sentence about a person is longer."""


def must_be_coded(detail: Mapping[str, object]) -> None:
    """ValueError if a detail holds free text: it is long, or goes over several lines.

    The message names the detail and tells nothing of what it holds.
    """
    for name, value in detail.items():
        for text in _texts(value):
            if len(text) > LONGEST or len(text.splitlines()) > 1:
                raise ValueError(f"the detail '{name}' holds free text, which no event may")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _texts(key)
            yield from _texts(held)
    elif isinstance(value, list | tuple | set | frozenset):
        for held in value:
            yield from _texts(held)
