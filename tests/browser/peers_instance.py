"""An instance with comparisons, overlaps, a retired measure and the bundled national table."""

import sys
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service
from saferboard.cli.load import texts_of
from saferboard.engines.tables.returns import load_partnership
from saferboard.engines.tables.store import Store

BUNDLED = Path(__file__).parents[2] / "partnerships" / "leicestershire"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.web.evidence.actions import freeze
    from tests.web.test_meaning import full

    load_partnership(Store(home), texts_of(BUNDLED))
    freeze(full(), by="analyst")
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
