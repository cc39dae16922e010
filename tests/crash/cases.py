"""An instance of casework for the service to be killed on: the demo's made-up cases and people."""

import json
import sys
from datetime import timedelta
from pathlib import Path

from saferboard.cli import example_casework
from saferboard.cli.demo import bundled
from saferboard.cli.example_casework import AGENCIES, WORKERS
from saferboard.cli.instance import Instance
from saferboard.cli.load import publish_casework
from tests.crash.instance import BY, PASSWORD, WORLD

COLLEAGUE = "asb-colleague-blaby"  # a second co-ordinator of the cases of Blaby
POSTS = (*(one.post for one in WORKERS), COLLEAGUE)


def main(home: Path) -> None:
    """The agencies, their accounts with one password, the cases; tell where they are."""
    publish_casework(Instance(home), bundled())
    from django.db import transaction
    from django.utils.timezone import localdate

    from saferboard.core.directory.permissions import Role
    from saferboard.web.directory.actions import create_account
    from saferboard.web.directory.models import Organisation

    with transaction.atomic():
        for key in AGENCIES:
            Organisation.objects.create(key=key, name=key.replace("-", " ").title())
        roles = {post: Role(role) for post, role in example_casework.ACCOUNTS.items()}
        for post, role in {**roles, COLLEAGUE: Role("case worker")}.items():
            email = f"{post}@example.org"
            create_account(by=BY, post=post, email=email, password=PASSWORD, roles=[role])
        _colleague()
    example_casework.make(localdate())
    (home / WORLD).write_text(json.dumps(_world()))


def _colleague() -> None:
    """Somebody else of the same council in the same role."""
    from django.utils.timezone import now

    from saferboard.core.casework.vetting import Level
    from saferboard.web.casework.lock import governing
    from saferboard.web.directory.models import Organisation, User

    user, since = User.objects.get(post=COLLEAGUE), now() - timedelta(days=50)
    blaby, ends = Organisation.objects.get(key="blaby"), now() + timedelta(days=300)
    governing.employ(by=BY, user=user, agency=blaby, role="asb-officer", since=since)
    governing.record_vetting(by=BY, user=user, level=Level.NPPV2, issued=since, expires=ends)


def _world() -> dict[str, str]:
    """The case that the council works with the police, and the one on which research is asked."""
    from django.db import transaction

    from saferboard.web.casework.lock import rows
    from saferboard.web.casework.lock.models import Case

    with transaction.atomic(), rows.service("tests"):
        return {
            "asb": Case.objects.get(process="asb", state="open").reference,
            "marac": Case.objects.get(process="marac", state="listed").reference,
        }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
