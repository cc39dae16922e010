"""An instance whose burglary is charted month by month: run by the fixture of its tests."""

import sys
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.web.evidence.actions import freeze
    from tests.web.evidence.control_samples import STEADY, charted

    freeze(charted(county=[*STEADY[:-1], 44], melton=list(STEADY)), by="analyst")
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
