"""An instance with the made-up cases of the demo, and the people who work on them."""

import sys
from pathlib import Path

from saferboard.cli import example_casework, serve
from saferboard.cli.demo import bundled
from saferboard.cli.instance import Instance, start_service
from saferboard.cli.load import publish_casework, texts_of
from tests.browser.instance import PASSWORD


def address(post: str) -> str:
    """The e-mail address of a post's account."""
    return f"{post}@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from django.utils.timezone import localdate

    from saferboard.core.directory.permissions import Role
    from saferboard.engines.tables.returns import load_partnership
    from saferboard.engines.tables.store import Store
    from saferboard.web.directory.actions import create_account
    from saferboard.web.directory.taking_in import take_in
    from saferboard.web.evidence.making import partnership_of

    load_partnership(Store(home), texts_of(bundled()))
    take_in(partnership_of(home), by="tests", on=localdate())
    publish_casework(instance, bundled())
    for post, role in example_casework.ACCOUNTS.items():
        create_account(
            by="tests", post=post, email=address(post), password=PASSWORD, roles=[Role(role)]
        )
    example_casework.make(localdate())
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
