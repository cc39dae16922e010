"""``saferboard serve``: the site, by a production server, on loopback unless told otherwise."""

import multiprocessing
import os
import socket
from typing import Annotated

import typer

from saferboard.cli.instance import SAID, Instance, instance_of, start_service
from saferboard.core.faults import refuse

# Without query strings and without addresses of visitors: a log holds no personal data. Granian's
# path is the path alone.
ACCESS = "%(method)s %(path)s %(status)d %(dt_ms).0f ms"

PORT = 8000
GRACE = 30  # seconds that a request may still take once the service was told to stop


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = PORT,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=64,
            help="Processes that answer.",
            show_default="1 with SQLite; with PostgreSQL one a processor, up to 4",
        ),
    ] = None,
) -> None:
    """Serve the site until it is stopped with Ctrl-C or SIGTERM; what was begun is finished."""
    run(instance_of(ctx), host, port, workers)


def run(
    instance: Instance, host: str = "127.0.0.1", port: int = PORT, workers: int | None = None
) -> None:
    """Bring database and static files up to date, then serve. Refused if the place is taken."""
    _must_be_free(host, port)
    os.environ.setdefault("SAFERBOARD_PORT", str(port))
    start_service(instance)
    from django.core.management import call_command
    from granian import Granian
    from granian.constants import Interfaces

    call_command("collectstatic", interactive=False, verbosity=0)
    # The worker must be a fresh process: Polars and the chart engine keep threads, and a process
    # with threads that is forked may hang for good.
    multiprocessing.set_start_method("spawn", force=True)
    SAID.print(f"Saferboard is at http://{'localhost' if host == '127.0.0.1' else host}:{port}/")
    Granian(
        "saferboard.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or usual_workers(),
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        websockets=False,
        log_access=True,
        log_access_format=ACCESS,
    ).serve()


def usual_workers() -> int:
    """With SQLite one process: its writers take turns anyway, and it is kept in memory once."""
    return min(os.cpu_count() or 1, 4) if os.environ.get("DATABASE_URL") else 1


def _must_be_free(host: str, port: int) -> None:
    """The server would share a port with another one, and each would answer by turns."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except OSError as error:
        raise refuse(
            f"the service cannot listen there: {error.strerror}",
            where=f"{host}, port {port}",
            expected="an address of this machine, and a port that nothing else uses",
            remedy="stop what uses it, or choose another with --port",
        ) from None
