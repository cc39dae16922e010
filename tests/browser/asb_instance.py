"""An instance in which a council works on anti-social behaviour, all of it invented."""

import sys
from datetime import timedelta
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service
from tests.browser.instance import PASSWORD

OFFICER, MANAGER = "officer@example.org", "manager@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from tests.web.casework import world
    from tests.web.casework.asb.asb_web import line, people, reported, taken_in, told
    from tests.web.casework.asb.test_measuring import FIRST

    world.declare()
    officer, manager, constable = people()
    for user in (officer, manager):
        user.set_password(PASSWORD)
        user.save()
    reported(officer, reference="LP-5000")
    rows = [line(f"LP-{1000 + n}", FIRST + timedelta(hours=n), street="") for n in range(30)]
    taken_in(constable, "police", line("LP-5000", told().earliest), *rows)
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
