"""One page from outside, and its text."""

import codecs
import re

from saferboard.engines.fetching.visits import Fetched, Limits, Outside, Visit

_DECLARED = re.compile(rb"""(?:encoding|charset)\s{0,3}=\s{0,3}["']?([A-Za-z0-9_.:-]{1,40})""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 1024
# What a page may say it is written in. Other names are not looked up: some run code of their own.
_KNOWN = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",  # as every browser reads it
    "latin1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "utf-16": "utf-16",
}


def fetch(address: str, *, limits: Limits | None = None, outside: Outside | None = None) -> Fetched:
    """One page of the host that the address names, and of no other."""
    return Visit(address, limits=limits, outside=outside).get(address)


def text_of(page: Fetched) -> str:
    """What a page says, by the character set that it or its host names."""
    return decoded(page.content, page.charset)


def decoded(content: bytes, charset: str = "") -> str:
    """Text of a page's bytes: its own mark, then what its host says, then what it says itself.

    Never fails: a byte that cannot be read is shown as such.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    declared = _DECLARED.search(content[:_HEAD])
    named = (charset, declared[1].decode("ascii").lower() if declared else "")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        known = [_KNOWN[name] for name in named if name in _KNOWN] or ["cp1252"]
        return content.decode(known[0], "replace")
