"""An instance with a survey, comments to read, a trajectory and an inspection."""

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
    from saferboard.web.evidence.surveys.actions import moderate
    from saferboard.web.evidence.surveys.models import Verdict
    from tests.web.evidence.survey_samples import PLAIN, SECRET, loaded, surveyed
    from tests.web.evidence.test_measure_sections import with_sections

    freeze(with_sections(surveyed()), by="analyst")
    shown = loaded(PLAIN, SECRET, "A third.")[0]
    moderate(by="tests", comment=shown, verdict=Verdict.LET_THROUGH, seen=None)
    analyst = {"post": "analyst", "roles": [Role.ANALYST]}
    create_account(by="tests", email=ANALYST, password=PASSWORD, **analyst)
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
