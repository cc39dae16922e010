"""The words of a PDF, page by page, as they are looked for."""

import pypdfium2 as pdfium


def page_texts(data: bytes) -> list[str]:
    """The text of every page; empty for one that holds pictures alone."""
    document = pdfium.PdfDocument(data)
    try:
        return [_text(page) for page in document]
    finally:
        document.close()


def _text(page: pdfium.PdfPage) -> str:
    words = page.get_textpage()
    try:
        text: str = words.get_text_range()
    finally:
        words.close()
    return text
