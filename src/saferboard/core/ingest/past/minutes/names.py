"""Names as attendance lists print them: with titles, letters behind, posts and remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Baroness|Baron|Rev(?:erend)?|Rt|Hon|Cllrs?"
    r"|Clr|Coun(?:cillor)?s?|Alderman|Ald|PCC|DPCC|ACC|DCC|CC|Col|Maj(?:or)?|Capt(?:ain)?|T/?|A/?|Acting"
    r"|Temporary|Detective|Det|Chief|Deputy|Assistant|Superintendent|Supt|Ch|Inspector|Insp|Sergeant"
    r"|Sgt|Constable|Const|Commander|Commissioner|PC|PS|DI|DS|DC|DCI|DSU|DSupt|CI|T/DI|T/CI|T/Supt"
    r"|C/Supt|C/Insp|The|Father|Fr|Canon|Bishop|Imam|Judge|HHJ)\.?"
)
_AFTER = (
    r"(?:JP|CC|MBE|OBE|CBE|DL|MP|QC|KC|QPM|CStJ|BEM|MEP|PhD|DBE|KBE|QFSM|KPM|TD|MA|BA|BSc|Esq)\.?"
)
_WORD = (
    r"(?:[A-Z](?:\.\s?)?|(?:[A-Z]\.){2,4}|(?:(?:Mc|Mac|O|D|de|Le|La|Van|St\.?)['’\s]?)?[A-Z][a-zà-ÿ]+"
    r"(?:['’-][A-Za-z][a-zà-ÿ]*){0,3})"
)
_NAME = re.compile(
    rf"^(?P<titles>(?:{_TITLE}\s){{0,5}})(?P<words>(?:{_WORD}\s?){{1,5}})(?P<after>(?:,?\s?\b{_AFTER})*)$"
)
_CAPS_NAME = re.compile(
    rf"^(?:{_TITLE.upper()}|{_TITLE})\s[A-Z][A-Z'’.-]*(?:\s[A-Z][A-Z'’.-]*){{0,4}}$"
)
_ORGANISATION = re.compile(
    r"\b(?:Council|Police|Constabulary|Service|Services|Board|Authority|Trust|NHS|CCG|ICB|Group|Team"
    r"|Officer|Director|Manager|Head|Lead|Partnership|Network|Office|Company|Rescue|Probation|Health"
    r"|Committee|Department|Member|Representative|Association|Commissioner|Commissioning|Coordinator"
    r"|Co-ordinator|Consultant|Secretary|University|College|Centre|Unit|Federation|Housing|Support"
    r"|Community|Public|Safety|Crime|Victim|Adviser|Advisor|Chief|Executive|Strategic|Strategy|Clerk"
    r"|County|District|Borough|City|Town|Parish|Fire|Ltd|CIC|Charity|Youth|Justice|Children|Adult)\b"
)
_MINUTE = re.compile(
    r"[,;]?\s?[\[(]?\s?(?:for\s)?(?:minutes?|items?)\s(?:no\.?s?\s?|numbers?\s)?(?P<number>\d{1,4})"
    r"(?:(?:\s?(?:,|and|&|to|-|–)\s?)\d{1,4}){0,6}(?:\s(?:refers?|only))?\s?[\])]?",
    re.I,
)
_IN_CHAIR = re.compile(
    r"[,;]?\s?(?:[-–—]\s?)?[\[(]?\s?(?:in\sthe\schair|(?:the\s)?chair(?:man|woman|person)?|presiding"
    r"|chairing)\s?[\])]?$",
    re.I,
)
_CHAIR_POST = re.compile(
    r"^[\[(]?\s?(?:[-–—]\s?)?(?:in\sthe\schair|chair(?:man|woman|person)?(?:\sof\sthe\s(?:board|committee"
    r"|panel|partnership|meeting))?)\s?[\])]?(?:[,;:]\s?|\s[-–—]\s|\s(?=\()|$)",
    re.I,
)
_APART = re.compile(r"\s[-–—]\s|\s[-–—](?=[A-Z])|[–—]\s|,\s|\s(?=\()|:\s")
_BRACKETS = re.compile(r"^\((?P<within>[^()]*)\)(?P<rest>.*)$")
_SEVERAL = re.compile(r"^(?P<one>Councillor|Cllr|Alderman|Clr)s\.?\s")
_LETTERS = re.compile(rf"^{_AFTER}(?:\W|$)")
_TITLED = re.compile(rf"^{_TITLE}\s")
_CUT = re.compile(r"(?:,\s(?:and\s)?|\s(?:and|&)\s)(?=[A-Z])")
_UP_TO = re.compile(r"\s?[(,;]|\s[-–—]\s|\sand\s|\s&\s|\.$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and what stands beside it."""

    name: str
    post: str = ""
    chair: bool = False
    minute: int = 0

    def with_more(self, text: str) -> "Named":
        """The same person with more text beside the name: of the post, or a remark."""
        more, minute = _minute(text)
        chair = _CHAIR_POST.match(more)
        if chair:
            more = more[chair.end() :].strip()
        post = f"{self.post} {more}".strip() if self.post else more.strip(" ,;")
        return replace(
            self, post=post, chair=self.chair or bool(chair), minute=self.minute or minute
        )

    def with_cell(self, text: str) -> "Named":
        """The same person with one more cell of their row: of the post, or a remark."""
        beside = Named("").with_more(text)
        return replace(
            self,
            post=", ".join(filter(None, (self.post, beside.post))),
            chair=self.chair or beside.chair,
            minute=self.minute or beside.minute,
        )


def _minute(text: str) -> tuple[str, int]:
    found = _MINUTE.search(text)
    if not found or not re.search(r"refer|only|minute", found[0], re.I):
        return text, 0
    return (text[: found.start()] + text[found.end() :]).strip(), int(found["number"])


def is_name(text: str) -> bool:
    """Whether a text is a person's name, with titles and letters or without."""
    plain = text.strip(" ,.;")
    if not plain or len(plain) > 80:
        return False
    if _CAPS_NAME.match(plain):
        return True
    found = _NAME.match(plain)
    if not found:
        return False
    if found["titles"].strip(" The"):
        return True
    words = found["words"].split()
    return 2 <= len(words) <= 4 and not _ORGANISATION.search(plain)


def named(text: str) -> Named:
    """A name with what stands behind it, on one line."""
    whole, minute = _minute(text.strip(" ;\t"))
    at_end = _in_chair(whole)
    chair = at_end is not None and at_end.start() > 0
    if at_end and chair:
        whole = whole[: at_end.start()].strip()
    name, post = _split(whole)
    beside = _CHAIR_POST.match(post)
    if beside:
        chair, post = True, post[beside.end() :].strip()
    return Named(name.strip(" ,"), _unbracketed(post.strip(" ,")), chair, minute)


def _in_chair(text: str) -> re.Match[str] | None:
    """The words at a text's end that say who took the chair; a vice-chair did not."""
    found = _IN_CHAIR.search(text)
    second = found is not None and re.search(r"\b(?:vice|deputy)$", text[: found.start()], re.I)
    return None if second else found


def _split(text: str) -> tuple[str, str]:
    """Where a name ends: at the first dash, comma or bracket that has a name before it."""
    for place in _APART.finditer(text):
        before, after = text[: place.start()].strip(), text[place.end() :].strip()
        if after and _LETTERS.match(after):
            continue  # "A. Person, JP"
        if is_name(before) or len(before.split()) == 1:
            return before, after
    return text, ""


def _unbracketed(post: str) -> str:
    found = _BRACKETS.match(post)
    return " ".join(filter(None, (found["within"], found["rest"].strip(" ,-–")))) if found else post


def is_several(text: str) -> bool:
    """Whether a line names several people at once: "Councillors A, B and C"."""
    return _SEVERAL.match(text) is not None


def run_together(text: str) -> Named | None:
    """A name and a post with nothing between them: a forename, a surname, and what follows."""
    words = text.split()
    if len(words) < 4 or not _ORGANISATION.search(text):
        return None
    for count in range(2, 7):
        found = _NAME.match(" ".join(words[:count]))
        post = " ".join(words[count:])
        whole = found and len(found["words"].split()) > 1 and len(words[count - 1]) > 2
        if whole and post and not _LETTERS.match(post):
            return Named(" ".join(words[:count]), post)
    return None


def together(text: str) -> Iterator[Named]:
    """Several people on a line: apart by semicolons, else by commas and "and"."""
    plain = text.strip(" .")
    if ";" in plain:
        parts = [part for part in plain.split(";") if part.strip()]
    else:
        parts = _by_commas(plain)
    several = _SEVERAL.match(parts[0]) if parts else None
    for place, part in enumerate(parts):
        text = re.sub(r"^\s*and\s", "", part)
        if several and place == 0:
            text = text[several.end() :]
        one = named(text)
        if one.name and several and not _TITLED.match(one.name):
            one = replace(one, name=f"{several['one']} {one.name}")
        if one.name:
            yield one


def _by_commas(text: str) -> list[str]:
    """Names apart by commas and "and"; what is no name belongs to the name before it.

    What stands in brackets is never cut.
    """
    found: list[str] = []
    start = depth = 0
    for at, sign in enumerate(text):
        depth = max(depth + (sign == "(") - (sign == ")"), 0)
        cut = _CUT.match(text, at) if not depth and sign in ", " else None
        if cut and at > start and _begins_name(text[cut.end() :]):
            found.append(text[start:at])
            start = cut.end()
    return [*found, text[start:]]


def _begins_name(text: str) -> bool:
    """Whether a name stands here, up to the next comma, bracket, dash or "and"."""
    first = _UP_TO.split(text[:80], maxsplit=1)[0]
    return is_name(_IN_CHAIR.sub("", first))
