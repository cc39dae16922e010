"""HTML made into lines: blocks become paragraphs, cells of a row stand between tabs."""

from html.parser import HTMLParser

from saferboard.core.evidence.checking.lines import read_lines
from saferboard.core.evidence.checking.source import Line, Source

_BLOCK_TAGS = (
    "p div li h1 h2 h3 h4 h5 h6 section article header footer main nav ul ol dl dt dd table "
    "caption blockquote figure figcaption pre form fieldset br hr body html title"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HIDDEN = frozenset({"script", "style", "template", "noscript", "head"})
_PICTURES = frozenset({"img", "svg", "canvas", "object", "embed"})


def read_html(text: str) -> Source:
    """A page's words and tables; scripts, styles and comments are no words of the paper."""
    parser = _Lines()
    parser.feed(text)
    parser.close()
    parser.flush()
    return read_lines(parser.lines, parser.pictures)


def plain_lines(text: str) -> str:
    """A page's words as lines of text, cells of a row apart by tabs."""
    parser = _Lines()
    parser.feed(text)
    parser.close()
    parser.flush()
    return "\n".join(line.text.rstrip("\t") for line in parser.lines)


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.text = ""
        self.began: int | None = None
        self.hidden = 0
        self.pictures = 0
        self.cells: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in _PICTURES:
            self.pictures += 1
        elif tag == "tr":
            self.flush()
            self.cells, self.began = [], self.getpos()[0]
        elif tag in _BLOCKS and self.cells is None:
            self.flush()
            if tag == "li":
                self.text, self.began = "- ", self.getpos()[0]
        elif tag in _BLOCKS:
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append(" ".join(self.text.split()))
            self.text = ""
        elif tag == "tr" and self.cells is not None:
            row = "\t".join(self.cells)
            self.lines.append(Line(row + "\t" if row else "", self.began))
            self.cells, self.text, self.began = None, "", None
        elif tag in _BLOCKS and self.cells is None:
            self.flush()

    def handle_data(self, data: str) -> None:
        if self.hidden or (not self.text and not data.strip()):
            return
        if not self.text:
            self.began = self.getpos()[0]
        self.text += data

    def flush(self) -> None:
        """What was read since the last block is a paragraph of its own."""
        if self.text.strip(" -\n\t"):
            self.lines += (Line(" ".join(self.text.split()), self.began), Line(""))
        self.text, self.began = "", None
