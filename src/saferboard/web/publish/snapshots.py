"""Files of a publication: kept by content, named for the public, typed for a browser."""

import hashlib
import json
from pathlib import Path
from typing import TypedDict

from saferboard.core.document.html import image, to_html
from saferboard.core.document.stored import to_json
from saferboard.core.document.tree import Chart, Document, Drawn, Picture
from saferboard.engines.charts.drawing import svg
from saferboard.web.board.papers.files import StoredFile, keep, where

TYPES = {
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
}


class File(TypedDict):
    """A file of a publication."""

    sha256: str
    size: int
    type: str


Files = dict[str, File]


def as_file(data: bytes, name: str) -> File:
    """Keep the bytes; what a publication says of them."""
    kept = keep(data, name)
    return File(sha256=kept.sha, size=kept.size, type=TYPES[Path(name).suffix])


def read(file: File) -> bytes:
    """The bytes, which are those that were kept."""
    return StoredFile(file["sha256"], "", file["size"]).read()


def document_files(document: Document, name: str, folder: str) -> Files:
    """A document for the public: ``name.json`` as data, ``name.html`` as the inside of a page.

    ``folder`` leads from that page to the files, where its pictures and charts are too.
    """
    files: Files = {}

    def shown(drawn: Drawn) -> str:
        picture, file = _picture(drawn)
        files[picture] = file
        if isinstance(drawn, Picture):
            return image(drawn, folder + picture)
        # The words beside it say what it shows.
        return f'<img class="sb-chart__svg" src="{folder}{picture}" alt=""/>'

    html = to_html(document, shown).encode()
    data = json.dumps(to_json(document), ensure_ascii=False, sort_keys=True).encode()
    files[f"{name}.html"] = as_file(html, f"{name}.html")
    files[f"{name}.json"] = as_file(data, f"{name}.json")
    return files


def _picture(drawn: Drawn) -> tuple[str, File]:
    if isinstance(drawn, Chart):
        data = svg(drawn).encode()
        name = f"chart-{hashlib.sha256(data).hexdigest()[:16]}.svg"
        return name, as_file(data, name)
    name = f"picture-{drawn.sha[:16]}.{drawn.kind}"
    size = where(drawn.sha).stat().st_size
    return name, File(sha256=drawn.sha, size=size, type=TYPES[f".{drawn.kind}"])
