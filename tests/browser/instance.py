"""An instance with the small release of the web tests, served as any other: run by the fixture."""

import sys
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service

EMAIL, PASSWORD = "clerk@example.org", "a long enough sentence"
ADMINISTRATOR = "administrator@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.core.directory.permissions import Role
    from saferboard.web.directory.actions import create_account
    from saferboard.web.evidence.actions import freeze
    from tests.web.board.decisions_samples import served
    from tests.web.board.minutes_samples import december
    from tests.web.board.papers_samples import begun_sample
    from tests.web.board.plan_samples import planned
    from tests.web.directory.people_samples import table
    from tests.web.factories import release
    from tests.web.publish.world import published

    freeze(release(), by="analyst")
    freeze(release(burglary=4.2), by="analyst")
    create_account(by="tests", post="clerk", email=EMAIL, password=PASSWORD, roles=[Role.CLERK])
    administrator = {"post": "administrator", "roles": [Role.ADMINISTRATOR]}
    create_account(by="tests", email=ADMINISTRATOR, password=PASSWORD, **administrator)
    table("people-")
    december()
    begun_sample("papers-")
    served()
    planned(2040)
    published("public-")
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
