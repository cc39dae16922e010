"""Names made comparable: case, accents, marks, titles, short forms.

Two spellings that come out alike are the same name; nothing here says that two people are.
"""

import unicodedata

from saferboard.core.casework.people.records import Name

TITLES = frozenset(
    {"mr", "mrs", "miss", "ms", "mx", "dr", "rev", "sir", "dame", "lady", "lord", "prof", "master"}
)
PARTICLES = frozenset({"bin", "del", "der", "ibn", "mac", "van", "von"})
"""Parts of family names that are no names by themselves; shorter ones are left out anyway."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_DROPPED = str.maketrans("", "", "'’‘`´ʻʼ.")

SHORT_FORMS: dict[str, tuple[str, ...]] = {
    short: tuple(formal.split())
    for short, formal in {
        "abby": "abigail", "abbie": "abigail", "al": "alan albert alexander", "alex":
        "alexander alexandra", "alfie": "alfred", "andy": "andrew", "annie": "anne ann",
        "archie": "archibald", "becky": "rebecca", "becca": "rebecca", "ben": "benjamin",
        "bert": "albert herbert", "beth": "elizabeth bethany", "betty": "elizabeth", "bill":
        "william", "billy": "william", "bob": "robert", "bobby": "robert", "carol": "caroline",
        "charlie": "charles charlotte", "chris": "christopher christine", "cath": "catherine",
        "cathy": "catherine", "dan": "daniel", "danny": "daniel", "dave": "david", "debbie":
        "deborah", "deb": "deborah", "dick": "richard", "dot": "dorothy", "ed": "edward edwin",
        "eddie": "edward", "ellie": "eleanor", "fran": "frances", "frank": "francis", "fred":
        "frederick", "freddie": "frederick", "geoff": "geoffrey", "gerry": "gerald", "greg":
        "gregory", "harry": "harold henry", "izzy": "isabel isabella", "jack": "john", "jackie":
        "jacqueline", "jake": "jacob", "jamie": "james", "jeff": "jeffrey", "jen": "jennifer",
        "jenny": "jennifer", "jess": "jessica", "jim": "james", "jimmy": "james", "jo":
        "joanne joanna", "joe": "joseph", "jon": "jonathan john", "josh": "joshua", "julie":
        "julia", "kate": "katherine catherine", "kath": "kathleen katherine", "katie":
        "katherine catherine", "kathy": "kathleen katherine", "ken": "kenneth", "kim":
        "kimberley", "larry": "laurence", "len": "leonard", "liz": "elizabeth", "lizzie":
        "elizabeth", "maggie": "margaret", "mandy": "amanda", "matt": "matthew", "max":
        "maxwell maximilian", "meg": "margaret megan", "mick": "michael", "mike": "michael",
        "mo": "mohammed maureen", "mohamed": "mohammed", "mohammad": "mohammed", "muhammad":
        "mohammed", "nat": "nathan natalie", "nathan": "nathaniel", "ned": "edward", "nick":
        "nicholas", "nicky": "nicola", "ollie": "oliver", "pam": "pamela", "pat":
        "patrick patricia", "peggy": "margaret", "pete": "peter", "phil": "philip", "phillip":
        "philip", "rachael": "rachel", "ray": "raymond", "rich": "richard", "rick": "richard",
        "rob": "robert", "robbie": "robert", "ron": "ronald", "sally": "sarah", "sam":
        "samuel samantha", "sandy": "alexander sandra", "sara": "sarah", "shaun": "sean",
        "shawn": "sean", "stephen": "steven", "steve": "steven", "stevie": "steven", "sue":
        "susan", "susie": "susan", "terry": "terence", "theo": "theodore", "tim": "timothy",
        "tom": "thomas", "tommy": "thomas", "tony": "anthony", "trish": "patricia", "val":
        "valerie", "vicky": "victoria", "vic": "victor", "will": "william", "zach": "zachary",
    }.items()
}  # fmt: skip
"""Short forms and spellings of given names, each with the names that it may stand for."""


def folded(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents, apostrophes and other marks."""
    plain = text.casefold()
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    plain = plain.translate(_DROPPED)
    if not plain.isalnum():
        plain = "".join(letter if letter.isalnum() else " " for letter in plain)
    return tuple(plain.split())


def given_words(name: Name) -> tuple[str, ...]:
    """The given names without titles, unless a title is all there is."""
    words = folded(name.given)
    return tuple(word for word in words if word not in TITLES) or words


def given(name: Name) -> str:
    """The first given name; blank where there is none."""
    return next(iter(given_words(name)), "")


def family(name: Name) -> str:
    """The family name in one word: ``O'Neil-Smith`` and ``oneil smith`` are the same."""
    return "".join(folded(name.family))


def formal(word: str) -> frozenset[str]:
    """A given name and those that it may be short for."""
    return frozenset((word, *SHORT_FORMS.get(word, ()))) - {""}


def family_parts(name: Name) -> frozenset[str]:
    """The family name, and each name of a double one."""
    words = folded(name.family)
    parts = frozenset(word for word in words if len(word) > 2 and word not in PARTICLES)
    return (parts | {"".join(words)}) - {""}


def whole(name: Name) -> frozenset[str]:
    """A name as it is looked for: given and family in the order of letters, for every formal name.

    Reversed names come out alike. Nothing where a part is missing.
    """
    last = family(name)
    if not last:
        return frozenset()
    return frozenset(" ".join(sorted((first, last))) for first in formal(given(name)))


def one_edit_apart(one: str, other: str) -> bool:
    """Whether a single letter was left out, added, changed, or two neighbours change places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if len(a) != len(b):
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return longer[1:] == shorter
    return a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
