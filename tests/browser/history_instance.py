"""An instance with packs of years gone by, served as any other: run by the fixture."""

import sys
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service
from tests.browser.instance import PASSWORD

CLERK = "clerk@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from saferboard.core.directory.permissions import Role
    from saferboard.web.directory.actions import create_account
    from saferboard.web.directory.models import Person, Post, Tenure
    from tests.web.board import minutes_samples
    from tests.web.ingest import samples

    board = minutes_samples.body()
    oaks = Person.objects.create(name="Bernard Oaks")
    post = Post.objects.get(key="cabinet-lead")
    Tenure.objects.create(person=oaks, post=post, since="2013-01-01", until="2013-12-31")
    create_account(
        by="tests", post="team-manager", email=CLERK, password=PASSWORD, roles=[Role.CLERK]
    )
    samples.activated(samples.whole(), board, is_open=True)
    samples.loaded(samples.MARCH, "march-2014.txt")
    other = samples.MARCH.replace("Fire Safety in the Home", "Fires at home")
    samples.loaded(other, "another-copy-of-the-pack-of-march-2014-from-the-website.txt")
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
