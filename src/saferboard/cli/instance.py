"""Where an instance of Saferboard lives, and how a command says what it did."""

import os
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console

from saferboard.core.faults import refuse

SAID = Console(highlight=False, soft_wrap=True)
COMPLAINED = Console(stderr=True, highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class Instance:
    """One installation's folder: database, lake, settings made on first use."""

    home: Path


def instance_of(ctx: typer.Context) -> Instance:
    """The instance the command was told to work on."""
    found = ctx.find_object(Instance)
    if found is None:
        raise LookupError("the command was started without an instance")
    return found


def make_home(instance: Instance) -> None:
    """The instance's folder, for its owner alone: it holds the secret key and the database."""
    instance.home.mkdir(mode=0o700, parents=True, exist_ok=True)


def start_service(instance: Instance, *, migrate: bool = True) -> None:
    """Make Django ready for this instance, with its database up to date unless told otherwise."""
    os.environ["SAFERBOARD_HOME"] = str(instance.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferboard.web.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import OperationalError

    make_home(instance)
    try:
        django.setup()
        if migrate:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
    except ImproperlyConfigured as error:
        raise refuse(
            str(error),
            where="settings",
            expected="settings as docs/reference/settings.md lists them",
            remedy="correct the environment variable named, and start again",
        ) from None
    except OperationalError as error:
        raise refuse(
            f"the database cannot be used: {str(error).strip().splitlines()[0]}",
            where="DATABASE_URL" if os.environ.get("DATABASE_URL") else str(instance.home),
            expected="a database that is running, and a name and password that it knows",
            remedy="start it, or correct DATABASE_URL",
        ) from None
