"""An instance with the profile of a district, and one that can be made."""

import sys
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service
from tests.browser.instance import PASSWORD

ANALYST = "analyst@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.core.directory.permissions import Role
    from saferboard.web.directory.actions import create_account
    from tests.web.evidence import profile_samples

    profile_samples.kept("Quiet.\n\nAnd calm.")
    profile_samples.instance(home)
    analyst = {"post": "coordinator", "roles": [Role.ANALYST]}
    create_account(by="tests", email=ANALYST, password=PASSWORD, **analyst)
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
