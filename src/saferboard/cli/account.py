"""``saferboard account``: make an account for a post, list the accounts there are."""

import sys
from typing import Annotated

import typer
from rich.markup import escape

from saferboard.cli.instance import SAID, instance_of, start_service
from saferboard.core.directory.permissions import Role

app = typer.Typer(no_args_is_help=True, help="Make and list accounts.")


@app.command()
def create(
    ctx: typer.Context,
    post: Annotated[str, typer.Option(help="The key of a post, as performance-officer.")],
    email: Annotated[str, typer.Option(help="The address to sign in with.")],
    role: Annotated[list[Role], typer.Option(help="May be given more than once.")],
    by: Annotated[str, typer.Option(help="The post that makes the account.")] = "Administrator",
) -> None:
    """Make an account. The password is asked for, or read from standard input."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import actions

    made = actions.create_account(by=by, post=post, email=email, password=_password(), roles=role)
    SAID.print(f"Account {made.pk} made for {escape(made.post)}: {', '.join(made.roles)}")


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List every account, by post."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import queries

    for found in queries.accounts():
        made = f"made on {found.created_at:%Y-%m-%d} by {found.created_by}"
        line = f"{found.pk}  {found.post}  {found.email}  {', '.join(found.roles)}  ({made})"
        SAID.print(escape(line))


def _password() -> str:
    if sys.stdin.isatty():
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")
