"""An instance with a MARAC in it: a referral to look at, a case at its meeting, one heard."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from saferboard.cli import serve
from saferboard.cli.instance import Instance, start_service
from tests.browser.instance import PASSWORD

CO_ORDINATOR, HOUSING = "co-ordinator@example.org", "housing@example.org"


def main(home: Path, port: int) -> None:
    """Make the instance in ``home`` and serve it on ``port`` until told to stop."""
    instance = Instance(home)
    start_service(instance)
    from django.conf import settings
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)  # pages are opened to be sent
    settings.ALLOWED_HOSTS.append("testserver")
    from tests.web.casework import world
    from tests.web.casework.marac import journey

    world.declare()
    at = journey.table()
    earlier = (datetime.now(UTC).date() - timedelta(days=90)).isoformat()
    first = journey.refer(at.housing, on=earlier)
    journey.listed(at, first, "health", "blaby")
    said = {"text": "known to a nurse", "nothing_known": ""}
    at.health.post(journey.url(first, "research/"), said)
    journey.researched(at, first)
    meeting = journey.refer(at.health, 15, victim="Example Person D")
    journey.listed(at, meeting, "charnwood")
    journey.researched(at, meeting)
    for text in ("said by one", "said by another"):
        kept = {"base": 0, "text": text, "plan": "a plan"}
        at.co_ordinator.post(journey.url(meeting, "hearing/"), kept)
    given = {
        "agency": world.agency("charnwood").pk,
        "text": "change the locks",
        "due": earlier,
    }
    at.co_ordinator.post(journey.url(meeting, "actions/"), given)
    journey.refer(at.idva, 4, judgement="", victim="Person A Example")
    journey.refer(at.housing, victim="Example Person F", perpetrators="Example Person G")
    for user in at.users.values():  # at the end: another password ends the sessions used above
        user.set_password(PASSWORD)
        user.save()
    serve.run(instance, port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
