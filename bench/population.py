"""A made-up population and what agencies wrote down of it, with the errors that agencies make.

Nobody in it is a real person. Names are common words put together by lot, as unevenly common as
names are in Britain (the first family name has one person in ninety, the thousandth one in six
thousand); postcodes are of areas that there are not. The same seed gives the same population.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from saferboard.core.casework.people.names import SHORT_FORMS
from saferboard.core.casework.people.records import Address, Born, Known, Name, Record


def _words(text: str) -> list[str]:
    return text.split()


AGENCIES = ("police", "council", "health", "probation", "housing")
FEMALE = _words(
    "Olivia Emily Sophie Jessica Emma Sarah Laura Rebecca Charlotte Hannah Amy Susan Margaret "
    "Jacqueline Julia Elizabeth Patricia Christine Deborah Catherine Nicola Samantha Alexandra "
    "Victoria Katherine Jennifer Amanda Joanne Helen Fatima Aisha Zara Priya Anna Maria Carla "
    "Paula Sandra Ruth Rachel Abigail Bethany Eleanor Isabella Natalie Kimberley Pamela Maureen "
    "Valerie Dorothy Frances Caroline Megan Kathleen Joanna Anne Grace Lily Ella"
)
MALE = _words(
    "James John David Robert Michael William Thomas Daniel Matthew Christopher Andrew Richard "
    "Joseph Paul Steven Mark Anthony Peter Samuel Benjamin Mohammed Ali Hassan Raj Amir Alexander "
    "Edward George Charles Jonathan Nicholas Simon Stuart Kevin Sean Carl Karl Ian Gary Lee Jason "
    "Philip Raymond Ronald Kenneth Gregory Joshua Jacob Nathaniel Oliver Frederick Albert Alan "
    "Leonard Timothy Terence Victor Harold Henry Zachary Adam Luke"
)
FAMILY = _words(
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans "
    "Walker White Roberts Green Hall Wood Jackson Clarke Khan Singh Hussain Ahmed Begum Kaur Ali "
    "Harris Lewis Hill Cooper Ward Turner Baker Moore Clark Morris Parker King Scott Lee O'Brien "
    "Murphy Kelly MacDonald Allen Bailey Carter Shaw Mills Cox Fox Kowalski Nowak Silva Popescu"
)
_HEADS = _words(
    "Ash Birch Black Brad Brook Bur Car Chad Cold Crom Dal Dun East Ed Elm Fair Farn Gold Gran "
    "Hal Ham Har Hazel Hol Hunt Kirk Lang Lin Long Mar Mead Mill Nor North Oak Old Pad Pen Rad Red "
    "Rock Rush San Sel Sher Stan Stone Sut Thorn Til Wal Wax West Whit Win Wood Wyn"
)
_TAILS = _words(
    "bank beck berry bourne bridge brook burn bury by combe cott croft dale den don field fold "
    "ford gate grave ham hill holt house hurst land ley low man mere more ridge sall shaw stead "
    "ston stone thorpe ton wall ward way well wick wood worth"
)
_RARE = ("el", "ara", "in", "is", "ius", "ette", "ona", "ric", "lyn", "wen", "ard", "eo")
_STREETS = ("High Street", "Church Lane", "Mill Road", "Station Road", "The Green", "Park Avenue")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _uneven(names: list[str], shift: float, power: float) -> tuple[list[str], list[float]]:
    weights = (1 / (rank + shift) ** power for rank in range(1, len(names) + 1))
    return names, list(itertools.accumulate(weights))


def _given(names: list[str]) -> tuple[list[str], list[float]]:
    rare = [head.capitalize() + tail for head in _HEADS for tail in _RARE]
    return _uneven([*names, *rare], 3, 1.05)


GIVEN = {"female": _given(FEMALE), "male": _given(MALE)}
FAMILIES = _uneven(
    [
        *FAMILY,
        *(head + tail for tail in _TAILS for head in _HEADS),
        *(head + tail + end for end in ("s", "er") for tail in _TAILS[::2] for head in _HEADS),
    ],
    6,
    0.85,
)
SHORT = {
    full: [short for short, formal in SHORT_FORMS.items() if full in formal]
    for full in {one for formal in SHORT_FORMS.values() for one in formal}
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is made up. ``former`` is the family name before a marriage, if there was one.

    ``homes`` and ``phones`` are newest first.
    """

    number: int
    given: str
    middle: str
    family: str
    former: str
    sex: str
    born: date
    homes: tuple[Address, ...]
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """How often an agency errs, or knows less, in one record."""

    typo: float = 0.03
    short: float = 0.08
    turned: float = 0.015
    middle_first: float = 0.01
    no_birth: float = 0.05
    year_only: float = 0.01
    transposed: float = 0.015
    digit: float = 0.015
    no_postcode: float = 0.05
    no_number: float = 0.03
    no_phone: float = 0.6
    no_sex: float = 0.05
    wrong_sex: float = 0.003
    titled: float = 0.03
    plain_case: float = 0.1
    alias: float = 0.4


@dataclass(frozen=True, slots=True)
class Population:
    """Records, and of which made-up person each is. ``twins`` are pairs of such persons."""

    records: tuple[Record, ...]
    person: dict[str, int]
    twins: frozenset[tuple[int, int]]


def population(seed: int, size: int, rates: Rates = Rates()) -> Population:
    """So many records of as many people as they take, in a mixed order."""
    random = Random(seed)
    people, twins = _people(random)
    records: list[Record] = []
    person: dict[str, int] = {}
    while len(records) < size:
        for one in next(people):
            times = random.choices((0, 1, 2, 3, 4), (20, 40, 25, 10, 5))[0]
            for agency in random.sample(AGENCIES, times):
                records.append(_written(random, one, agency, rates))
                person[records[-1].key] = one.number
    del records[size:]
    random.shuffle(records)
    # Keys tell nothing: they are given anew, in the mixed order.
    numbered = [replace(one, key=f"r{at:07d}") for at, one in enumerate(records)]
    whose = {new.key: person[old.key] for new, old in zip(numbered, records, strict=True)}
    return Population(tuple(numbered), whose, frozenset(twins))


def _people(random: Random) -> tuple[Iterator[list[Person]], set[tuple[int, int]]]:
    """Households without end; the pairs of twins are added to as they are made."""
    twins: set[tuple[int, int]] = set()
    numbers = itertools.count()

    def person(family: str, sex: str, born: date, home: Address, given: str = "") -> Person:
        names, weights = GIVEN[sex]
        first, middle = random.choices(names, cum_weights=weights, k=2)
        marries = sex == "female" and born.year < 2003 and random.random() < 0.3
        moves = random.choices((0, 1, 2), (65, 25, 10))[0]
        return Person(
            number=next(numbers),
            given=given or first,
            middle=middle if random.random() < 0.6 else "",
            family=family,
            former=_family(random) if marries else "",
            sex=sex,
            born=born,
            homes=(home, *(_home(random) for _ in range(moves))),
            phones=tuple(_phone(random) for _ in range(random.choices((1, 2), (80, 20))[0])),
        )

    def households() -> Iterator[list[Person]]:
        while True:
            home, family = _home(random), _family(random)
            head = person(family, random.choice(("female", "male")), _day(random, 1935, 2005), home)
            found = [head]
            if head.born.year < 1999 and random.random() < 0.5:
                other = "male" if head.sex == "female" else "female"
                shared = family if random.random() < 0.7 else _family(random)
                found.append(person(shared, other, _near(random, head.born, 5), home))
            if head.born.year < 1995 and random.random() < 0.45:
                found += _children(random, person, head, family, home, twins)
            yield found

    return households(), twins


def _children(
    random: Random,
    person: Callable[..., Person],
    head: Person,
    family: str,
    home: Address,
    twins: set[tuple[int, int]],
) -> list[Person]:
    found: list[Person] = []
    for _ in range(random.choices((1, 2, 3), (45, 40, 15))[0]):
        born = _near(random, head.born.replace(day=1) + timedelta(days=28 * 365), 8)
        sex = random.choice(("female", "male"))
        named = head.given if sex == head.sex and random.random() < 0.04 else ""
        found.append(person(family, sex, born, home, named))
        if random.random() < 0.016:
            other = sex if random.random() < 0.67 else ("male" if sex == "female" else "female")
            twin = person(family, other, born, home)
            if twin.given != found[-1].given:
                twins.add((found[-1].number, twin.number))
                found.append(twin)
    return found


def _family(random: Random) -> str:
    names, weights = FAMILIES
    found = random.choices(names, cum_weights=weights)[0]
    if random.random() < 0.02:
        found += "-" + random.choices(names, cum_weights=weights)[0]
    return found


def _day(random: Random, first: int, last: int) -> date:
    return date(first, 1, 1) + timedelta(days=random.randrange(365 * (last - first)))


def _near(random: Random, day: date, years: int) -> date:
    moved = day + timedelta(days=random.randint(-365 * years, 365 * years))
    return min(moved, date(2025, 12, 31))


def _home(random: Random) -> Address:
    code = f"ZZ{random.randint(1, 60)} {random.randint(1, 9)}{_letter(random)}{_letter(random)}"
    return Address(f"{random.randint(1, 60)} {random.choice(_STREETS)}", code)


def _letter(random: Random) -> str:
    return random.choice("ABDEFGHJLN")


def _phone(random: Random) -> str:
    return f"07{random.randrange(10**9):09d}"


def _written(random: Random, one: Person, agency: str, rates: Rates) -> Record:
    """What one agency wrote of somebody, at some time of their life."""
    chance = random.random
    before = bool(one.former) and chance() < 0.4
    name = Name(one.given, one.former if before else one.family)
    aliases: tuple[Name, ...] = ()
    if one.former and chance() < rates.alias:
        aliases = (Name(one.given, one.family if before else one.former),)
    homes = one.homes[random.randrange(len(one.homes)) :][: 1 + (chance() < 0.3)]
    if chance() < rates.no_number:
        homes = tuple(replace(home, lines=home.lines.lstrip("0123456789 ")) for home in homes)
    if chance() < rates.no_postcode:
        homes = tuple(replace(home, postcode="") for home in homes)
    return Record(
        key=f"{one.number}-{agency}",
        agency=agency,
        name=_spelt(random, one, name, rates),
        known=Known.PERSON,
        aliases=aliases,
        born=_birth(random, one.born, rates),
        sex=_sex(random, one.sex, rates),
        addresses=homes,
        phones=() if chance() < rates.no_phone else (random.choice(one.phones),),
    )


def _spelt(random: Random, one: Person, name: Name, rates: Rates) -> Name:
    chance = random.random
    given, family = name.given, name.family
    if one.middle and chance() < rates.middle_first:
        given = one.middle
    elif chance() < rates.short and given.lower() in SHORT:
        given = random.choice(SHORT[given.lower()]).capitalize()
    if one.middle and chance() < 0.4:
        given = f"{given} {one.middle}"
    if chance() < rates.typo:
        given = _typo(random, given)
    if chance() < rates.typo:
        family = _typo(random, family)
    if chance() < rates.titled:
        given = f"{'Mr' if one.sex == 'male' else 'Ms'} {given}"
    if chance() < rates.turned:
        given, family = family, given.split()[0]
    if chance() < rates.plain_case:
        given, family = given.upper(), family.upper().replace("'", "").replace("-", " ")
    return Name(given, family)


def _typo(random: Random, word: str) -> str:
    """A letter left out, doubled, changed or exchanged with its neighbour; never the first."""
    if len(word) < 3:
        return word
    at = random.randrange(1, len(word) - 1)
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + random.choice(LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _birth(random: Random, born: date, rates: Rates) -> Born | None:
    chance = random.random()
    if chance < rates.no_birth:
        return None
    if chance < rates.no_birth + rates.year_only:
        return Born(born.year)
    found = Born(born.year, born.month, born.day)
    if random.random() < rates.transposed and born.day <= 12:
        return Born(born.year, born.day, born.month)
    if random.random() < rates.digit:
        return random.choice(
            (
                Born(born.year, born.month, 1 + (born.day + 9) % 28),
                Born(born.year - 10 if born.year >= 1950 else born.year + 10, born.month, 15),
                Born(born.year + random.choice((-1, 1)), born.month, min(born.day, 28)),
            )
        )
    return found


def _sex(random: Random, sex: str, rates: Rates) -> str:
    chance = random.random()
    if chance < rates.no_sex:
        return ""
    if chance < rates.no_sex + rates.wrong_sex:
        return "male" if sex == "female" else "female"
    return sex
