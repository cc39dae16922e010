"""``saferboard paper``: the performance paper of a release, as HTML, PDF and DOCX."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from saferboard.cli.instance import SAID, Instance, instance_of, start_service
from saferboard.core.document.tree import Contact, Document
from saferboard.core.faults import refuse
from saferboard.core.partnership import Partnership

if TYPE_CHECKING:  # models cannot be imported before the service is started
    from saferboard.web.evidence.queries import Shown

Meeting = Annotated[
    datetime | None,
    typer.Option("--meeting", formats=["%Y-%m-%d"], help="The day of the Board's meeting."),
]
Folder = Annotated[
    Path | None, typer.Option("--to", help="Where the files go (default: papers in the instance).")
]


def paper(
    ctx: typer.Context,
    quarter: Annotated[str, typer.Argument(help="As 2021/22-Q4, or 2021/22-Q4.1.")],
    meeting: Meeting = None,
    to: Folder = None,
) -> None:
    """Write the performance paper of a release."""
    for path in write(instance_of(ctx), quarter, meeting.date() if meeting else None, to):
        SAID.print(escape(str(path)))


def write(instance: Instance, name: str, meeting: date | None, to: Path | None) -> tuple[Path, ...]:
    """Write the paper's three files and say where they are."""
    shown, document = paper_for(instance, name, meeting)
    from saferboard.web.publish.papers import write_paper

    folder = folder_of(instance, to)
    file = file_name("safer-communities-performance", shown.row.name)
    return write_paper(document, file, folder, made_on=shown.release.made_on)


def paper_for(instance: Instance, name: str, meeting: date | None) -> tuple["Shown", Document]:
    """A stored release and its paper, for the meeting on that day (by default when it was made)."""
    start_service(instance)
    from saferboard.web.evidence import queries
    from saferboard.web.evidence.making import partnership_of
    from saferboard.web.publish.papers import paper_of

    shown = queries.shown(queries.named(name))
    contact = contact_of(partnership_of(instance.home))
    return shown, paper_of(shown.release, contact, meeting or shown.release.made_on)


def contact_of(partnership: Partnership) -> Contact:
    """The post that answers for performance: the first with an e-mail address."""
    names = {o.key: o.name for o in partnership.organisations}
    for post in partnership.posts:
        if post.email:
            return Contact(post.title, names[post.organisation], post.telephone, post.email)
    raise refuse(
        "no post has an e-mail address, so the paper has no officer to contact",
        where="posts.toml",
        expected="an email on the post that answers for the performance paper",
        remedy="add it, and load the partnership again",
    )


def folder_of(instance: Instance, given: Path | None) -> Path:
    """Where papers and packs go; made if need be."""
    folder = given or instance.home / "papers"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(
            f"the folder cannot be made: {error.strerror}",
            where=str(folder),
            expected="a folder that this account may write to",
            remedy="name another with --to",
        ) from None
    return folder


def file_name(kind: str, release: str) -> str:
    """``agenda-pack-2021-22-q4-1`` for the release 2021/22-Q4.1."""
    return f"{kind}-{re.sub('[^a-z0-9]+', '-', release.lower())}"
