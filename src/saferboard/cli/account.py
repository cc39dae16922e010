"""``saferboard account``: make an account for a post, change, shut and list accounts."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from saferboard.cli.instance import SAID, instance_of, start_service
from saferboard.core.directory.permissions import Role
from saferboard.core.faults import refuse

if TYPE_CHECKING:
    from saferboard.web.directory.actions import FirstPassword

By = Annotated[str, typer.Option(help="The post that does it.")]
Number = Annotated[int, typer.Argument(help="The account's number, as `account list` shows it.")]

app = typer.Typer(no_args_is_help=True, help="Make, change, shut and list accounts.")


@app.command()
def create(
    ctx: typer.Context,
    post: Annotated[str, typer.Option(help="The key of a post, as performance-officer.")],
    email: Annotated[str, typer.Option(help="The address to sign in with.")],
    role: Annotated[list[Role], typer.Option(help="May be given more than once.")],
    by: By = "Administrator",
    undeclared: Annotated[
        bool, typer.Option("--undeclared", help="Though nobody has declared the post.")
    ] = False,
) -> None:
    """Make an account. Its first password is shown once; its owner then chooses another."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import actions, queries

    if not undeclared and not queries.is_declared(post):
        raise refuse(
            f"no post has the key {post}",
            where="account",
            expected="the key of a post that the partnership has",
            remedy="add the post first, correct the key, or say --undeclared",
        )
    made = actions.open_account(by=by, post=post, email=email, roles=role)
    new = made.account
    SAID.print(f"Account {new.pk} made for {escape(new.post)}: {', '.join(new.roles)}")
    _show(made)


@app.command()
def roles(
    ctx: typer.Context,
    number: Number,
    role: Annotated[list[Role], typer.Option(help="May be given more than once.")],
    by: By = "Administrator",
) -> None:
    """Change what an account may act as, to the roles given and no others."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import actions

    changed = actions.change_roles(by=by, account=number, roles=role)
    SAID.print(f"Account {number} acts as {', '.join(changed.roles)}")


@app.command()
def disable(ctx: typer.Context, number: Number, by: By = "Administrator") -> None:
    """Shut an account: it signs in no more, and its sessions are over."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import actions

    actions.disable_account(by=by, account=number)
    SAID.print(f"Account {number} is shut")


@app.command()
def enable(ctx: typer.Context, number: Number, by: By = "Administrator") -> None:
    """Open an account that was shut."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import actions

    actions.enable_account(by=by, account=number)
    SAID.print(f"Account {number} is open")


@app.command(name="remove-steps")
def remove_steps(ctx: typer.Context, number: Number, by: By = "Administrator") -> None:
    """Remove an account's second steps, for somebody who lost them. Make sure who asks.

    It is unbound from the council's directory too, and bound anew at its next sign-in there.
    """
    start_service(instance_of(ctx))
    from saferboard.web.directory import actions

    actions.remove_second_steps(by=by, account=number)
    SAID.print(f"Account {number} sets up a second step at its next sign-in")


@app.command(name="new-password")
def new_password(ctx: typer.Context, number: Number, by: By = "Administrator") -> None:
    """Make a new first password, for somebody who lost theirs. Make sure who asks."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import actions

    _show(actions.renew_password(by=by, account=number))


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List every account, by post."""
    start_service(instance_of(ctx))
    from saferboard.web.directory import queries

    for found in queries.accounts():
        made = f"made on {found.created_at:%Y-%m-%d} by {found.created_by}"
        if found.first_password_until:
            made += f", first password until {found.first_password_until:%Y-%m-%d}"
        if not found.is_active:
            made += ", shut"
        line = f"{found.pk}  {found.post}  {found.email}  {', '.join(found.roles)}  ({made})"
        SAID.print(escape(line))


def _show(made: "FirstPassword") -> None:
    SAID.print(f"First password: {made.password}")
    SAID.print(
        f"It is shown this once, and good until {made.until:%-d %B %Y}: "
        "whoever signs in with it chooses another before anything else opens."
    )
