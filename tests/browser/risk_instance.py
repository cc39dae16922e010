"""An instance with a scored risk matrix and two sources that share incidents."""

import sys
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service
from tests.browser.instance import PASSWORD

SCORER, ANALYST = "scorer@example.org", "analyst@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.core.directory.permissions import Role
    from saferboard.web.directory.actions import create_account
    from saferboard.web.evidence.actions import freeze
    from tests.web.evidence.risk_samples import scored_and_published
    from tests.web.evidence.test_sources_pages import held

    freeze(held(), by="analyst")
    scored_and_published(home)
    scorer = {"post": "health-lead", "roles": [Role.AUTHOR]}
    create_account(by="tests", email=SCORER, password=PASSWORD, **scorer)
    analyst = {"post": "police-lead", "roles": [Role.ANALYST]}
    create_account(by="tests", email=ANALYST, password=PASSWORD, **analyst)
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
