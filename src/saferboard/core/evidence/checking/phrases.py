"""Ways of saying something with figures, as patterns; the order tells which figure is which."""

import re

from saferboard.core.evidence.checking.grammar import DOWN, UP, compiled

_PARTS = {
    "VERBS": (
        r"(?:which |and |has |have |had |then |since |later |it )*"
        r"(?:fell|fallen|falling|rose|risen|rising|drop(?:ped|ping)|reduc(?:ed|ing)|"
        r"increas(?:ed|ing)|decreas(?:ed|ing)|declin(?:ed|ing)|improv(?:ed|ing)|"
        r"gr(?:ew|owing|own)|climb(?:ed|ing))"
    ),
    "THE": r"(?:the |these |all |those |our |a total of |a possible )?",
    "IS": (
        r"(?:\(|, or |\bor |, |\bi\.?e\.?,? |equating to |equates to |representing |which is |"
        r"that is |equal to |= ?|\bis )"
    ),
    "MORE": r"(?:fewer|more|less|higher|lower|additional)",
    "ONE": r"{-n} (?!of|in|to)[^\ue000.;:()]{2,40}?",
    "IN": r"\b(?:in|for|during)",
    "HELD": (
        r"[\s:,(\u2013-]*(?:(?:period|rolling|data|figures?|from|between|covering|is|was|running|"
        r"of|the|total|in|for|between)\b[\s:,(\u2013-]*)*"
    ),
}


def _phrase(*lines: str) -> re.Pattern[str]:
    return compiled("".join(lines), _PARTS)


# From one figure to another; 1 where the later one stands first.
PAIRS = (
    (
        _phrase(
            r"\bfrom (?:an? |the |{w}{0,25}? of )?{v}{gap}{0,60}?(?<!\w)to ",
            r"(?:an? |the |{w}{0,25}? (?:of|at) )?{v}",
        ),
        0,
    ),
    (_phrase(r"{v}{gap}{0,50}?(?:{UP}|{DOWN}) from {gap}{0,40}?{v}"), 1),
    (_phrase(r"{v}{gap}{0,60}?(?:compared|comparison|against|versus|vs)\b{gap}{0,60}?{v}"), 1),
    (_phrase(r"{v}{gap}{0,60}?\b{VERBS}{gap}{0,30}?\bto {w}{0,20}?{v}"), 0),
    (
        _phrase(
            r"\b{VERBS}{gap}{0,30}?\bto {w}{0,20}?{v}{gap}{0,40}?\bfrom {w}{0,25}?{v}",
        ),
        1,
    ),
    (_phrase(r"{v} to {v}(?=\s*\()"), 0),
)
YEARS = _phrase(r"{v}{w}{0,30}?{IN} {y},? (?:and|but) {w}{0,25}?{v}{w}{0,30}?{IN} {y}")

# A figure so much per cent higher or lower than another.
THAN = _phrase(
    r"{v}{gap}{0,60}?{c} (higher|lower|more|less|fewer|up|down|above|below)\b{gap}{0,40}?",
    r"\b(?:than|on|from)\b{gap}{0,40}?{v}",
)

# What a pair's change is said to be, after it and before it.
AFTER = _phrase(
    r"^({gap}{0,110}?)(?:\b(?:of|by|or|is|was|a|an|about|around)\s+|[(=:,\-\u2013]\s*|\s){c}"
)
BEFORE = (
    _phrase(r"(?:{MOVE})(?:{w}{0,25}?(?:\b(?:of|by)\b|\(){w}{0,15}?|\s){c}({gap}{0,60}?)$"),
    _phrase(r"{c}\s*\)?\s*(?:{MOVE})({gap}{0,80}?)$"),
)
CALLED = _phrase(r"{MOVE}|\bby\b|=")
CALLED_AFTER = _phrase(r"^ ?(?:percentage )?(?:points? )?{MOVE}")
SEGMENT = re.compile(r"[,(;:=]|\s[-\u2013]\s|\b(?:an?|which|this|representing|equating|or|by)\b")
BREAKERS = re.compile(
    r"\b(?:while|whilst|whereas|but|although|though|however|target|against a|threshold|"
    r"average|benchmark|nationally|region\w*|england)\b|;",
    re.I,
)
_JOINING = (
    "a an the which is was are were this that it these represents representing represented equates "
    "equating equivalent equal to of by or ie and overall year on in per cent percentage point "
    "points terms over decrease increase reduction rise fall drop decline growth change difference "
    "improvement significant slight further total marked small large notable around about "
    "approximately nearly just some roughly being giving making showing with therefore decreased "
    "increased reduced fallen risen down up lower higher fewer more less rate i e same period "
    "previous last when compared"
)
JOINING = frozenset(_JOINING.split())
LAST_WAY = re.compile(rf"({UP}|{DOWN})[^\ue000]{{0,20}}$", re.I)

# So many (per cent) fewer than a base.
AGAINST = (
    _phrase(r"{n} \({p}\){w}{0,8}?{MORE}\b{gap}{0,90}?\bthan\b{gap}{0,50}?{n}"),
    _phrase(r"{n} {MORE}\b{w}{0,30}? \({p}\) than\b{gap}{0,50}?{n}"),
)

# So many of so many: the order of part, whole and per cent among the figures.
SHARES = (
    (
        _phrase(r"{n}(?: {w}{0,25}?)?(?: out)? of {THE}{n}({w}{0,40}?){IS}{w}{0,12}?{p}"),
        (0, 1, 2),
    ),
    (
        _phrase(
            r"{p}({w}{0,30}?)\({w}{0,10}?{n}(?: {w}{0,20}?)?(?:out of|of|from) {THE}{n}",
        ),
        (1, 2, 0),
    ),
    (_phrase(r"{n} \({p}\)({w}{0,30}?)\b(?:out of|of) {THE}{n}"), (0, 2, 1)),
    (_phrase(r"\bof {THE}{n}({w}{0,60}?){n}(?: \w+)? ?\((?:or )?{p}\)"), (1, 0, 2)),
    (_phrase(r"{n} {w}{2,40}?,? of wh(?:ich|om) {n}({w}{0,40}?)\({w}{0,10}?{p}"), (1, 0, 2)),
    (_phrase(r"{n} {w}{2,40}?, {n} of (?:them|these|wh(?:ich|om))({w}{0,40}?)\({p}"), (1, 0, 2)),
)
RATIOS = (_phrase(r"{r} ?\({p}\)"), _phrase(r"{p} ?\({r}\)"))

# Parts of a total: after them, before them, and the parts in brackets.
SUM_AFTER = _phrase(
    r"({ONE}(?:, {ONE})*(?: and |, and | plus ){ONE})[,;\s]*(?:\u2013 |- )?",
    r"(?:\(?an? |giving an? |making an? |in |\()?total(?:ling)?(?: of)? {n}",
)
SUM_BEFORE = _phrase(
    r"total of {n}[^\ue000.()]{0,40}?(?:\(|: | comprising | made up of | consisting of )",
    r"({ONE}(?:(?:, | and |, and ){ONE})+)(?:\)|\.|$)",
)
SUM_INSIDE = _phrase(r"{n} [^\ue000.()]{2,60}? \(({ONE}(?:(?:, |; | and |, and ){ONE})+)\)")

# A number of months beside a stretch of time.
LENGTHS = (
    (_phrase(r"{d}{HELD}{y}"), (0, 1)),
    (
        _phrase(
            r"{y}\s*[,(\u2013-]+\s*(?:(?:a|an|the|full|rolling|last|past|total of|period of) )*{d}",
            r"(?= ?\)| period|,|\.|$)",
        ),
        (1, 0),
    ),
    (
        _phrase(
            r"{y},? (?:is|was|covers|spans|makes|being) ",
            r"(?:(?:a|an|the|full|rolling|total of|period of) )*{d}",
        ),
        (1, 0),
    ),
)
# A year by a word beside a stretch of time; and a year of which a part may be meant.
WHOLE_YEAR = (
    _phrase(r"\b(?P<year>(?:rolling|full|whole|entire) year)\b{HELD}{y}"),
    _phrase(r"{y}\s*[,(\u2013-]+\s*(?:a |the )?(?P<year>(?:rolling|full|whole|entire) year)\b"),
)
SOME_YEAR = (
    _phrase(r"\b(?P<year>(?:the|a|one|last|past|previous|this|current|financial) year)\b{HELD}{y}"),
    _phrase(r"\b(?P<year>annual (?:figures?|data|totals?|numbers?|rates?))\b{HELD}{y}"),
)
# Places among so many.
RANKED = (
    _phrase(r"\branked?\b{w}{0,30}?{r}"),
    _phrase(r"{r}{w}{0,30}?\brank"),
    _phrase(r"\brank(?:ing|s)?\b{w}{0,30}?{r}"),
)
