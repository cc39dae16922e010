"""An instance with the bundled partnership, nothing planned yet, for a year to be played in it."""

import sys
from datetime import date
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.demo import ACCOUNTS, bundled
from saferboard.cli.example_year import BODY
from saferboard.cli.instance import Instance, start_service
from saferboard.cli.load import texts_of

PASSWORD = "a long enough sentence"
QUARTER = "2021/22-Q4"
SINCE = date(2020, 4, 1)


def address(post: str) -> str:
    """What an account of the post signs in with."""
    return f"{post}@example.org"


def main(home: Path, port: int) -> None:
    """Load, release, seat and appoint; make accounts; serve until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.core.directory.permissions import Role
    from saferboard.core.evidence.periods import Period
    from saferboard.engines.tables.returns import load_partnership
    from saferboard.engines.tables.store import Store
    from saferboard.web.board.plan import ruling
    from saferboard.web.directory.actions import create_account
    from saferboard.web.directory.appointing import appoint
    from saferboard.web.directory.models import Body
    from saferboard.web.directory.queries import seated
    from saferboard.web.directory.taking_in import take_in
    from saferboard.web.evidence.actions import freeze
    from saferboard.web.evidence.making import make_release, partnership_of

    load_partnership(Store(home), texts_of(bundled()))
    partnership = partnership_of(home)
    day = date(2022, 6, 10)
    freeze(make_release(home, Period.parse(QUARTER), known_by=day, made_on=day), by="tests")
    take_in(partnership, by="tests", on=SINCE)
    ruling.take_in(partnership.plan, by="tests")
    for place, one in enumerate(seated(Body.objects.get(key=BODY), SINCE)):
        appoint(by="tests", post=one.post, name=f"Example {place + 1}", since=SINCE)
    for post, role in ACCOUNTS.items():
        create_account(
            by="tests", post=post, email=address(post), password=PASSWORD, roles=[Role(role)]
        )
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
