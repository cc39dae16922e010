"""An instance whose release holds small counts, in source rows and in returns."""

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
    from saferboard.web.evidence.actions import freeze
    from tests.web.evidence.test_small_numbers import whole

    freeze(whole(), by="analyst")
    create_account(
        by="tests", post="analyst", roles=[Role.ANALYST], email=ANALYST, password=PASSWORD
    )
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
