"""What a heading looks like, and the titles that every board's business has."""

import re

from saferboard.core.ingest.past.text.lines import Line
from saferboard.core.ingest.past.text.prose import OPEN_END

_STANDING = re.compile(
    r"""^(?:chair(?:man|woman|person)?['’]?s?\s(?:announcements?|welcome|opening\sremarks|communications?)
      | (?:welcomes?|introductions?|apolog(?:ies|y))
        (?:(?:,|\sand|\s&|/)\s?(?:welcomes?|introductions?|apologies|substitut\w+|opening\sremarks))*
        (?:\sfor\sabsence)?(?:\sand\s(?:introductions|substitut\w+|welcome))?
      | (?:confirmation\sof\s|approval\sof\s)?(?:the\s)?minutes(?:\sand\saction\slog)?
        (?:\s(?:of|from|and)\s.{0,80})?
      | (?:any\s)?matters?\sarising.{0,80}
      | (?:[\w&-]+\s){0,3}action\s(?:log|tracker|list|register)
      | declarations?\sof\s.{0,60}
      | disclosures?\sof\s.{0,60} | exclusion\sof\s.{0,60}
      | (?:to\snote\sthe\s)?dates?\s(?:and\s(?:time|venue)s?\s)?of\s(?:the\s)?
        (?:next|future|forthcoming)\smeetings?.{0,40}
      | (?:date\sof\s)?next\smeetings? | future\smeetings?(?:\sdates)?
      | forward\s(?:plan|work\splan|work\sprogramme)
      | work\sprogramme | (?:any\s)?other\s(?:urgent\s)?business.{0,60}
      | urgent\s(?:items?|business).{0,60} | a\.?o\.?b\.?
      | (?:to\sadvise\sof\s)?any\sother\s(?:items?|business).{0,80}
      | (?:public\s)?question(?:s|\stime)?.{0,80}
      | (?:presentation\sof\s)?petitions?.{0,60}
      | (?:election|appointment)\sof\s.{0,60}
    )[.:]?$""",
    re.X | re.I,
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|would|will|should|could|be|been|stated|reported|noted|asked|agreed"
    r"|considered|received|welcomed|confirmed|explained|informed|thanked|gave|advised|discussed|highlighted"
    r"|presented|provided|said|felt|attended|spoke|resolved|introduced|outlined|described|concurred"
    r"|expressed|queried|replied|responded|commented|drew|sought|undertook)\b"
)
_FINITE = re.compile(r"\b(?:was|were|is|are|had|has|have|would|will|be|been)\b")
_SAYS = re.compile(
    r"^(?:The|Members|A|An|It|There|No|In|This|Concerns?|Officers|He|She|They|We)\b.{0,200}?"
    r"\b(?:was|were|is|are|had|has|have|would|will|stated|reported|noted|asked|agreed|considered|received"
    r"|welcomed|confirmed|explained|informed|thanked|gave|advised|discussed|declared)\b"
)
_NOTE = re.compile(r"^actions?\b.{0,20}?[:–—-]\s.{12,}\.$", re.I | re.S)
LONGEST = 200


def is_standing(text: str) -> bool:
    """Whether a title is of business that every meeting has."""
    if len(text) > 120 or not _STANDING.match(text.strip()):
        return False
    return text.count(" ") < 5 or _FINITE.search(text) is None


def is_sentence(text: str) -> bool:
    """Whether a text says something rather than names it."""
    if _SAYS.match(text) or _NOTE.match(text):
        return True
    words = text.count(" ") + 1
    return words > 26 or (words > 6 and text.endswith(".") and _VERB.search(text) is not None)


def is_title(text: str) -> bool:
    """Whether a line may be a heading."""
    if not text or len(text) > LONGEST or text[-1] in ";," or text[:5] in ("That ", "that "):
        return False
    if not (text[0].isupper() or text[0] in "“\"‘'(" or text[0].isdigit()):
        return False
    return is_standing(text) or not is_sentence(text)


def is_unfinished(text: str) -> bool:
    """Whether a heading cannot end where its line does."""
    return OPEN_END.search(text) is not None or text.count("(") > text.count(")")


def is_bold(line: Line) -> bool:
    """Whether all of a line is bold or underlined, as headings are in some texts."""
    raw = line.raw.strip().lstrip("#").strip()
    return raw.startswith(("**", "<b>", "<u>", "<strong>", "__")) and raw.endswith(
        ("**", "</b>", "</u>", "</strong>", "__")
    )


def is_loud(text: str) -> bool:
    """Whether a line is in capitals."""
    return text.isupper() and len(text) > 3
