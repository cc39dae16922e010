"""Who is who, by the links that stand: records that are linked, by others too, are one person.

Nothing else is kept, so that a link can be taken back in any order, and what it alone had joined
falls apart as it was.
"""

from collections.abc import Iterable


def persons(records: Iterable[int], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each record that by which its person is known: the first of those linked with it."""
    person = {record: record for record in sorted(records)}

    def first(record: int) -> int:
        while person[record] != record:
            record = person[record]
        return record

    for one, other in links:
        low, high = sorted((first(one), first(other)))
        person[high] = low
    return {record: first(record) for record in person}
