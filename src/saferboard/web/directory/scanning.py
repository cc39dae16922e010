"""Whatever people upload is scanned where a scanner is set, before anything reads or keeps it."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from saferboard.engines.scanning import Scan, scan
from saferboard.web.directory.files import ARRIVING

NOT_KEPT = {
    Scan.INFECTED: (
        "the scanner says that the file is infected",
        "tell your security team where it came from, and do not open it",
    ),
    Scan.FAILED: (
        "the file could not be scanned",
        "try again in a while; if it stays so, tell whoever runs the service",
    ),
}
"""What is not taken: why, and what to do. Without a scanner nothing is known, and it is taken."""


def scanned(file: UploadedFile) -> Scan:
    """What the scanner says of the bytes, from a place that only this service can read."""
    if not settings.SCANNER:
        return Scan.NOT_SCANNED
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(prefix=ARRIVING, dir=root) as arriving:
        file.seek(0)
        for piece in file.chunks():
            arriving.write(piece)
        arriving.flush()
        file.seek(0)
        return scan(settings.SCANNER, Path(arriving.name))


class ScannedFile(forms.FileField):
    """A file that somebody sends: refused where the scanner refuses it."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file as a form's field has it, looked at."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile) and (found := scanned(file)) in NOT_KEPT:
            what, remedy = NOT_KEPT[found]
            raise forms.ValidationError(f"{what.capitalize()}: {remedy}.", code="scanner")
        return file
