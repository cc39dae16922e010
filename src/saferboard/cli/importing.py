"""``saferboard import``: what a Board's past says, read from packs and from a committee system."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from saferboard.cli.counting import counted
from saferboard.cli.folder import bytes_of
from saferboard.cli.instance import COMPLAINED, SAID, Instance, instance_of, start_service
from saferboard.core.faults import Fault, Refused, refuse
from saferboard.core.ingest.past.counting import Counts, counts_of
from saferboard.core.ingest.past.plain import to_plain, together
from saferboard.engines.fetching.addresses import address_of
from saferboard.engines.fetching.moderngov import Step, fetched
from saferboard.engines.past import ENDINGS, WEB, XML, Kind, Read, read_source, read_text
from saferboard.web import environment

SOUND, FAILED = 0, 1
SHOWN = 5

app = typer.Typer(
    no_args_is_help=True, help="Read a Board's past: packs, pages of a committee system."
)

Commit = Annotated[
    bool, typer.Option(help="Keep sources and readings, to be settled under Past. Else nothing is.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@dataclass(frozen=True, slots=True)
class Given:
    """A source to read, by the name that it is told by; ``get`` reads it, or refuses."""

    name: str
    get: Callable[[], tuple[Read, bytes]]
    address: str = ""


@app.command()
def pack(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="PDF, text, Markdown, HTML; folders.")
    ],
    commit: Commit = False,
    as_json: AsJson = False,
) -> None:
    """Read published packs: agenda, minutes, action log, reports, dashboards."""
    given = list(_files(files, Kind.PACK))
    _import(ctx, Kind.PACK, given, [], commit=commit, as_json=as_json)


@app.command()
def moderngov(
    ctx: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="FILE-or-URL...", help="Saved HTML, XML or text; an address."),
    ],
    commit: Commit = False,
    as_json: AsJson = False,
) -> None:
    """Read meetings from Modern.Gov: saved pages, answers as XML, or an address of its own."""
    given: list[Given] = []
    faults: list[Fault] = []
    for source in sources:
        if source.lower().startswith(("http://", "https://")):
            given += _fetched(source, faults)
        else:
            given += _files([Path(source)], Kind.MODERNGOV)
    _import(ctx, Kind.MODERNGOV, given, faults, commit=commit, as_json=as_json)


def _fetched(address: str, faults: list[Fault]) -> Iterator[Given]:
    """Every page of an address that a meeting stands on; why others could not be fetched."""
    try:
        _may_read(address)
    except Refused as refused:
        faults.extend(refused.faults)
        return
    with counted("Fetching") as step:

        def told(at: Step) -> None:
            step(at.done, at.of, at.address)
            faults.extend(at.refused.faults if at.refused else ())

        try:
            for place, text in fetched(address, told=told):
                yield Given(place, partial(_page, place, text), place)
        except Refused as refused:
            faults.extend(refused.faults)


def _may_read(address: str) -> None:
    """Refuses a host that is not listed, where whoever runs the service has listed some."""
    listed = environment.words("SAFERBOARD_READ_FROM")
    host = address_of(address).host
    if listed and host not in {one.lower() for one in listed}:
        raise refuse(
            f"{host} is not a host that may be read from",
            where=address,
            expected="a host out of SAFERBOARD_READ_FROM: " + ", ".join(listed),
            remedy="save the pages and give the files, or have the host added to the setting",
        )


def _page(address: str, text: str) -> tuple[Read, bytes]:
    """A page that was fetched. It is kept as the text that it is."""
    ending = XML if text.lstrip().startswith("<?xml") else WEB[0]
    name = f"{clean_name(address)}{ending}"
    return read_text(text, name=name, kind=Kind.MODERNGOV), text.encode()


def clean_name(address: str) -> str:
    """The last part of an address as the name of a file."""
    last = address.rstrip("/").rsplit("/", 1)[-1]
    return "".join(c if c.isalnum() or c in ".-=" else "-" for c in last)[:90]


def _files(paths: Sequence[Path], kind: Kind) -> Iterator[Given]:
    """The files as they are named; of a folder those that can be read, in the order of names."""
    for path in paths:
        if not path.is_dir():
            yield Given(str(path), partial(_file, path, kind))
            continue
        inside = sorted(one for one in path.rglob("*") if one.is_file())
        for one in inside:
            if one.suffix.lower() in ENDINGS[kind]:
                yield Given(str(one), partial(_file, one, kind))


def _file(path: Path, kind: Kind) -> tuple[Read, bytes]:
    data = bytes_of(path)
    return read_source(data, name=path.name, kind=kind), data


def _import(
    ctx: typer.Context,
    kind: Kind,
    given: Sequence[Given],
    faults: list[Fault],
    *,
    commit: bool,
    as_json: bool,
) -> None:
    """Read each source; one that fails stops no other. Ends with 1 if any failed."""
    keep = _keeper(instance_of(ctx)) if commit else None
    plains: list[dict[str, Any]] = []
    with counted("Reading") as step:
        for done, one in enumerate(given):
            step(done, len(given), Path(one.name).name)
            try:
                read, data = one.get()
                told = keep(read, data, one.address) if keep else ""
            except Exception as error:  # whatever it is, it must not stop a thousand others
                faults += _faults(one, error)
                continue
            if as_json:
                plains.append(to_plain(read.reading))
            else:
                for line in lines_of(one.name, counts_of(read.reading), read, told):
                    SAID.print(line, markup=False)
        step(len(given), len(given), "")
    if as_json:
        # Not through the console: it would fold long lines.
        typer.echo(json.dumps(together(plains), ensure_ascii=False))
    for fault in faults:
        COMPLAINED.print(f"[bold red]Failed.[/] {escape(str(fault))}")
    if not given and not faults:
        COMPLAINED.print("Nothing to read: no file there ends in " + ", ".join(ENDINGS[kind]))
    raise typer.Exit(FAILED if faults or not given else SOUND)


def _faults(one: Given, error: Exception) -> Iterator[Fault]:
    """Why a source failed, each with the whole name that it was given by."""
    if not isinstance(error, Refused):
        yield Fault(
            f"reading it failed ({type(error).__name__}: {error})",
            one.name,
            "any file, however damaged, to be read or refused",
            "this is our fault: please report it, with the file if it is public",
        )
        return
    for fault in error.faults:
        is_named = one.name in fault.where
        where = fault.where if is_named else fault.where.replace(Path(one.name).name, one.name, 1)
        told = where if one.name in where else f"{one.name}, {where}"
        yield Fault(fault.what, told, fault.expected, fault.remedy)


def _keeper(instance: Instance) -> Callable[[Read, bytes, str], str]:
    """What keeps a source and its reading, and says what it did."""
    start_service(instance)
    from saferboard.web.ingest import actions

    def keep(read: Read, data: bytes, address: str) -> str:
        kept = actions.load(by="console", read=read, data=data, address=address)
        return "kept" if kept.is_new else "held already"

    return keep


def lines_of(name: str, counts: Counts, read: Read, kept: str) -> Iterator[str]:
    """One source in a few lines: how much of each thing, and what a person must look at."""
    yield f"{name}{f': {kept}' if kept else ''}"
    rows = counts.rows()
    for left, right in zip(rows[::2], rows[1::2], strict=True):
        yield (
            "  " + "".join(f"{label:<16}{count:>8}    " for label, count in (left, right)).rstrip()
        )
    reading = read.reading
    told = [f"line {one.span.first}: {one.about}, {one.why}" for one in reading.doubts]
    yield from _some("Doubts", told)
    told = [f"line {one.line}: {one.reason}: {one.text}" for one in reading.rejects]
    yield from _some("Not read", told)
    yield ""


def _some(title: str, told: Sequence[str]) -> Iterator[str]:
    if told:
        yield f"  {title}:"
        yield from (f"    {line}" for line in told[:SHOWN])
    if len(told) > SHOWN:
        yield f"    and {len(told) - SHOWN:,} more"
