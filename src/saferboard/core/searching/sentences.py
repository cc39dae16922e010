"""Where sentences begin and end in a paragraph of a paper or of minutes."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z0-9£])")
# After these a full stop ends no sentence.
_ABBREVIATED = """
mr mrs ms dr rev hon cllr cllrs prof sgt insp ch supt det cc pc dc ps st no nos para paras art sch
vol fig pp approx inc ltd co dept gov ext tel e.g i.e etc cf viz vs
"""
_SHORT = frozenset(_ABBREVIATED.split())
_LAST = re.compile(r"[\w.]{0,40}$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Each sentence by its first letter's place and that after its last."""
    start = 0
    for found in _END.finditer(text):
        if not _is_short(text[max(start, found.start() - 40) : found.start()]):
            yield start, len(text[: found.end()].rstrip())
            start = found.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def _is_short(before: str) -> bool:
    """Whether what stands before a full stop is an abbreviation, or a person's initial."""
    last = _LAST.search(before)
    word = last.group().lower() if last else ""
    return word in _SHORT or (len(word) == 1 and word.isalpha())
