"""The performance paper of a release as files: HTML to read, PDF to print, DOCX to edit."""

from datetime import date
from pathlib import Path

from saferboard.core.board.performance_paper import performance_paper
from saferboard.core.document.html import to_page
from saferboard.core.document.tree import Contact, Document
from saferboard.core.evidence.release import Release
from saferboard.engines.charts.drawing import svg
from saferboard.engines.typesetting.typesetter import document_pdf
from saferboard.engines.word.writer import document_docx
from saferboard.web.publish.files import write


def paper_of(release: Release, contact: Contact, meeting: date) -> Document:
    """The paper for the meeting on that day."""
    return performance_paper(release, contact, f"{meeting:%-d %B %Y}")


def write_paper(document: Document, name: str, folder: Path, *, made_on: date) -> tuple[Path, ...]:
    """Write the three renderings into the folder, each whole or not at all."""
    return (
        write(folder / f"{name}.html", to_page(document, svg).encode()),
        write(folder / f"{name}.pdf", document_pdf(document, made_on=made_on)),
        write(folder / f"{name}.docx", document_docx(document, made_on=made_on)),
    )
