"""``saferboard send``: deliver the e-mails that are due. A timer runs it every few minutes."""

from typing import Annotated

import typer

from saferboard.cli.instance import COMPLAINED, SAID, instance_of, start_service


def send(
    ctx: typer.Context,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Also those whose sending was cut short: some may arrive twice.",
        ),
    ] = False,
) -> None:
    """Deliver the e-mails that are due, each at most once; what fails is tried again later."""
    start_service(instance_of(ctx))
    from django.utils import timezone

    from saferboard.web.directory import mail

    now = timezone.now()
    if again:
        SAID.print(f"Queued again: {mail.again(now)}.")
    done = mail.deliver(now)
    SAID.print(f"Sent {done.sent}, waiting {done.waiting}, given up {done.given_up}.")
    if cut := mail.doubtful(now).count():
        COMPLAINED.print(
            f"{cut} may or may not have gone: their sending was cut short. "
            "saferboard send --again sends them once more."
        )
