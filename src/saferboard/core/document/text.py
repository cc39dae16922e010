"""Any text made safe to set: what a rendering can show, and nothing that could be markup."""

import re
from html import escape
from unicodedata import category

_SPACE = re.compile(r"[\t\n\v\f\r \x1c-\x1f\x85\u2028\u2029]+")
_BYTE_ORDER_MARK = "\ufeff"
_NOT_TEXT = frozenset({"Cc", "Cs"})


def plain(text: str) -> str:
    """One line of text: breaks become spaces, control characters and lone surrogates U+FFFD.

    No-break spaces are kept, byte order marks dropped. Every rendering passes its texts through
    here, so that page, paper and Word file say the same.
    """
    line = _SPACE.sub(" ", text.replace(_BYTE_ORDER_MARK, "")).strip(" ")
    return "".join("\ufffd" if category(c) in _NOT_TEXT else c for c in line)


def html_text(text: str) -> str:
    """The text for an HTML element or a quoted attribute."""
    return escape(plain(text), quote=True)


def typst_string(text: str) -> str:
    """The text as a Typst string literal, quotes included. Typst reads no markup in a string."""
    return '"' + plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
