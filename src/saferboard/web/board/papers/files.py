"""Files of papers: kept as every file is (see ``directory.files``)."""

from saferboard.web.directory.files import (
    DAY,
    Damaged,
    StoredFile,
    clean_name,
    clear_arrivals,
    keep,
    picture,
    where,
)

__all__ = [
    "DAY",
    "Damaged",
    "StoredFile",
    "clean_name",
    "clear_arrivals",
    "keep",
    "picture",
    "where",
]
