"""Which files may be kept as evidence: by their bytes, their name and their size."""

import pytest

from saferboard.core.casework.asb.files import HEAD, MB, kind_of, recognise
from saferboard.core.faults import Refused

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "diary.PDF", "PDF"),
        (b"\xff\xd8\xff\xe0", "a.jpeg", "JPEG picture"),
        (PNG, "a.png", "PNG picture"),
        (b"\0\0\0\x18ftypheic", "a.heic", "HEIC picture"),
        (b"\0\0\0\x18ftypM4A ", "a.m4a", "sound (M4A)"),
        (b"\0\0\0\x18ftypqt  ", "a.mov", "film (MP4)"),
        (b"ID3\x04", "a.mp3", "sound (MP3)"),
        (b"RIFF\0\0\0\0WAVE", "a.wav", "sound (WAV)"),
        ("Noise until 2 o’clock\n".encode(), "a.txt", "plain text"),
        (("x" * (HEAD - 1) + "é").encode(), "a.txt", "plain text"),
    ],
)
def test_the_kind_is_known_by_the_first_bytes(head: bytes, name: str, kind: str) -> None:
    found = recognise(head, name, 1000)
    assert str(found) == kind
    assert kind_of(kind) is found


@pytest.mark.parametrize(
    ("head", "name", "size", "what"),
    [
        (b"", "a.txt", 0, "the file is empty"),
        (b"MZ\x90\0", "a.pdf", 9, "this kind of file is not kept"),
        (b"PK\x03\x04", "a.docx", 9, "this kind of file is not kept"),
        (b"\xff" * 9, "a.txt", 9, "this kind of file is not kept"),
        (b"RIFF\0\0\0\0AVI ", "a.wav", 9, "this kind of file is not kept"),
        (b"  <script>", "a.txt", 9, "this kind of file is not kept"),
        ("\ufeff<svg".encode(), "a.txt", 9, "this kind of file is not kept"),
        (b" \n", "a.txt", 2, "this kind of file is not kept"),
        (b"caf\xe9 " + b"x" * HEAD, "a.txt", 600, "this kind of file is not kept"),
        (PNG, "a.pdf", 9, "the file is a PNG picture, and its name says something else"),
        (PNG, "png", 26 * MB, "the file has 26 MB"),
        (b"%PDF-1.7", "pdf.exe", 9, "the file is a PDF, and its name says something else"),
    ],
)
def test_what_is_not_kept_is_refused_without_its_name(
    head: bytes, name: str, size: int, what: str
) -> None:
    with pytest.raises(Refused) as refused:
        recognise(head, name, size)
    assert refused.value.faults[0].what == what
    assert name not in str(refused.value) or name == "png"


def test_a_kind_that_there_is_not() -> None:
    assert kind_of("film on a reel") is None
