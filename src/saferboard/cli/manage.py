"""``saferboard manage``: Django's own commands, for this instance."""

import os
from typing import Annotated

import typer

from saferboard.cli.instance import instance_of, make_home


def manage(
    ctx: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(help="A command of Django's.")] = None,
) -> None:
    """Pass the rest of the line to Django's manage command."""
    instance = instance_of(ctx)
    os.environ["SAFERBOARD_HOME"] = str(instance.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.web.settings")
    from django.core.management import execute_from_command_line

    make_home(instance)
    execute_from_command_line(["saferboard manage", *(words or [])])
