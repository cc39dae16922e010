"""An instance in which posts owe figures, served as any other: run by the fixture."""

import sys
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service
from tests.browser.instance import PASSWORD

ANALYST, COORDINATOR = "analyst@example.org", "coordinator@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.core.directory.permissions import Role
    from saferboard.web.directory.actions import create_account
    from tests.web.evidence.returns.samples import lines, sent, world

    made = world(home)
    for post, email, role in (
        ("analyst", ANALYST, Role.ANALYST),
        ("coordinator", COORDINATOR, Role.OWNER),
    ):
        create_account(by="tests", post=post, email=email, password=PASSWORD, roles=[role])
    sent(made.head)
    sent(made.head, *lines(90.0), key="again")
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
