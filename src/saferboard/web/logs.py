"""What a log may hold: where something went wrong and what kind of fault it was, never whose words.

The words of an exception hold what somebody typed (``invalid literal for int(): '...'``) or what a
row holds (PostgreSQL's ``DETAIL: Key (name)=(...)``), and so do messages of libraries. They are
left out: the places in the code, the kind of the fault and the constraint's name find the fault.
"""

import logging
import re
import time
import traceback
from logging import LogRecord
from types import TracebackType
from typing import Any

OURS = "saferboard"
WITHHELD = "(words withheld)"
# Of one PostgreSQL fault: what names the fault, and nothing of the row. See psycopg's Diagnostic.
NAMES = ("sqlstate", "table_name", "column_name", "constraint_name")
# SQLite names the columns and no value.
EMBEDDED = re.compile(
    r"(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: [a-z0-9_., ]{1,300})?",
    re.ASCII,
)
_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def told(fault: BaseException) -> str:
    """The kind of a fault and, of a database's, the names that belong to it."""
    kind = type(fault)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    name = f"{module}{kind.__qualname__}"
    said = str(fault) if kind.__name__ == "IntegrityError" else ""
    if EMBEDDED.fullmatch(said):
        return f"{name}: {said}"
    diagnosed = getattr(fault, "diag", None)
    known = [f"{key}={value}" for key in NAMES if (value := getattr(diagnosed, key, None))]
    return f"{name}: {', '.join(known)}" if known else f"{name} {WITHHELD}"


def trace(fault: BaseException) -> str:
    """Where a fault arose, and what it came of, without anybody's words."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = fault
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        frames = traceback.extract_tb(one.__traceback__)
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        parts.append("\n".join([*places, told(one)]))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\nwhich came of\n".join(parts)


class Plain(logging.Formatter):
    """One line a record: when (UTC), how grave, who says it, what. Faults without their words.

    Our own messages are written for the log. Of a library's only the text that is in its code is
    kept; what was put into that is left out, but for numbers.
    """

    converter = time.gmtime  # type: ignore[assignment]  # as the library itself sets it
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: LogRecord) -> str:
        """The line, and under it, indented, where a fault arose."""
        copy = logging.makeLogRecord(record.__dict__)
        copy.msg, copy.args = _line(_message(record)), ()
        copy.exc_text = None  # another handler's, with the words in it
        copy.stack_info = None
        return super().format(copy)

    def formatException(self, ei: _Fault) -> str:  # noqa: N802 -- the library's name
        """As ``trace`` has it."""
        return trace(ei[1]) if ei[1] is not None else ""


def _message(record: LogRecord) -> str:
    if record.name.partition(".")[0] == OURS:
        return record.getMessage()
    request = getattr(record, "request", None)
    if request is not None:
        return f"{getattr(record, 'status_code', '')} {asked(request)}".strip()
    # Without arguments the text may have been put together already: nobody knows of what.
    if not isinstance(record.msg, str) or not record.args:
        return f"{WITHHELD} {record.module}:{record.lineno}"
    given = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return record.msg % tuple(one if isinstance(one, int | float) else "…" for one in given)
    except (TypeError, ValueError):
        return f"{WITHHELD} {record.module}:{record.lineno}"


def asked(request: Any) -> str:
    """A request by its method and the pattern of its address: what stood there is not kept."""
    match = getattr(request, "resolver_match", None)
    method = request.method if request.method in METHODS else "OTHER"
    return f"{method} /{match.route}" if match else f"{method} no such address"


def who(request: Any) -> str:
    """An account's key, as the audit trail has it, or a visitor."""
    user = getattr(request, "user", None)
    return f"account {user.pk}" if user is not None and user.is_authenticated else "visitor"


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def _line(text: str) -> str:
    """No message begins a line of its own or moves the cursor."""
    return "".join(c if c.isprintable() else " " for c in text)
