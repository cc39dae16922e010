"""organisations.toml, bodies.toml, posts.toml: who is round the table, and who reports to whom."""

from saferboard.core.directory.lines import line
from saferboard.core.directory.organisations import Body, Organisation, Post
from saferboard.core.directory.seats import SeatRole
from saferboard.core.ingest.declarations import Shape, Table, declared, read_toml
from saferboard.core.ingest.gathering import Faults, Names, did_you_mean

ORGANISATIONS, BODIES, POSTS = "organisations.toml", "bodies.toml", "posts.toml"
ROLES = tuple(role.value for role in SeatRole)

LENGTHS = {"key": 80, "name": 200, "kind": 80, "title": 200, "telephone": 40, "email": 254}
MOST = 99  # members of a quorum, days of notice

_ORGANISATION = Shape(Organisation)
_BODY = Shape(Body)
_POST = Shape(Post)


def read_organisations(
    text: str | None, where: str, faults: Faults
) -> tuple[tuple[Organisation, ...], Names]:
    """The sound organisations and the keys of all, faults being noted."""
    found = read_toml(text, where, faults, tables=("organisations",))
    values, keys = declared(found, "organisations", _ORGANISATION, where, faults)
    for value in values:
        _check_lengths(value, f"{where}, organisation '{value.key}'", faults)
    return values, Names("organisation", where, keys)


def read_bodies(text: str | None, where: str, faults: Faults) -> tuple[tuple[Body, ...], Names]:
    """The sound bodies and the keys of all; reporting lines must end at a body without one."""
    found = read_toml(text, where, faults, tables=("bodies",))
    bodies, keys = declared(found, "bodies", _BODY, where, faults)
    names = Names("body", where, keys)
    above = {body.key: body.reports_to for body in bodies}
    for body in bodies:
        _check_lengths(body, f"{where}, body '{body.key}'", faults)
        _check_numbers(body, f"{where}, body '{body.key}'", faults)
        place = f"{where}, body '{body.key}', reports_to"
        if body.reports_to is not None:
            names.check(body.reports_to, place, faults)
        passed = line(body.key, above)
        if passed[-1] == body.key and len(passed) > 1:
            faults.add(
                "the body reports to itself: " + " to ".join(passed),
                where=place,
                expected="reporting lines that end at a body reporting to none",
                remedy="correct reports_to in one of these bodies",
            )
    return bodies, names


def read_posts(
    text: str | None, where: str, organisations: Names, bodies: Names, faults: Faults
) -> tuple[tuple[Post, ...], Names]:
    """The sound posts and the keys of all, faults being noted."""
    found = read_toml(text, where, faults, tables=("posts",))
    posts, keys = declared(_with_seats(found), "posts", _POST, where, faults)
    for post in posts:
        place = f"{where}, post '{post.key}'"
        _check_lengths(post, place, faults)
        organisations.check(post.organisation, f"{place}, organisation", faults)
        for body, role in post.seats:
            bodies.check(body, f"{place}, seats", faults)
            if role not in ROLES:
                faults.add(
                    f"'{role}' is not a role on a body",
                    where=f"{place}, seats.{body}",
                    expected="one of: " + ", ".join(ROLES),
                    remedy=did_you_mean(role, ROLES, "write one of these words"),
                )
    return posts, Names("post", where, keys)


def _check_lengths(one: Organisation | Body | Post, place: str, faults: Faults) -> None:
    for name, most in LENGTHS.items():
        length = len(getattr(one, name, ""))
        if length > most:
            faults.add(
                f"{length} characters are too many",
                where=f"{place}, {name}",
                expected=f"{most} characters at most",
                remedy="write it shorter",
            )


def _check_numbers(body: Body, place: str, faults: Faults) -> None:
    for name, least, number in (
        ("quorum", 1, body.quorum),
        ("notice_days", 0, body.notice_days),
    ):
        if number is not None and not least <= number <= MOST:
            faults.add(
                f"{number} cannot be the {name}",
                where=f"{place}, {name}",
                expected=f"a number from {least} to {MOST}",
                remedy="correct the number, or take it out",
            )


def _with_seats(found: Table | None) -> Table | None:
    """Seats stand in the file as a table, body to role; in the value as pairs."""
    if found is None or not isinstance(found.get("posts"), list):
        return found
    return {
        "posts": [
            {**post, "seats": list(post["seats"].items())}
            if isinstance(post, dict) and isinstance(post.get("seats"), dict)
            else post
            for post in found["posts"]
        ]
    }
