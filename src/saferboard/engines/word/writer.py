"""A document as a Word file, made by pandoc with our styles."""

import json
import os
import subprocess
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files

import pypandoc

from saferboard.core.document.tree import Chart, Document, Drawn
from saferboard.engines.charts.drawing import png
from saferboard.engines.pictures import Kept, none_kept
from saferboard.engines.word.pandoc_tree import pandoc_tree

PICTURE_SCALE = 2.5
TIME_LIMIT = 60


class NotWritten(Exception):
    """Pandoc did not make a Word file: our fault, not the reader's."""


def document_docx(document: Document, *, made_on: date, kept: Kept = none_kept) -> bytes:
    """The document as DOCX, dated ``made_on``: real lists, header rows, pictures with words.

    ``kept`` gives the bytes of a picture that is no chart.
    """

    def data(drawn: Drawn) -> bytes:
        return png(drawn, PICTURE_SCALE) if isinstance(drawn, Chart) else kept(drawn)

    tree = pandoc_tree(document, data)
    made_at = int(datetime.combine(made_on, time(), UTC).timestamp())
    with as_file(files(__package__).joinpath("reference.docx")) as styles:
        command = [
            pypandoc.get_pandoc_path(),
            "--from=json",
            "--to=docx",
            f"--reference-doc={styles}",
            "--output=-",
        ]
        done = subprocess.run(
            command,
            input=json.dumps(tree).encode(),
            capture_output=True,
            timeout=TIME_LIMIT,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(made_at)},
            check=False,
        )
    if done.returncode != 0:
        raise NotWritten(done.stderr.decode(errors="replace"))
    return done.stdout
