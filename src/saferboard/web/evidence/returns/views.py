"""Returns: what is owed, what was sent, the template, and one return with its differences."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from saferboard.engines.sheets.writing import template as workbook
from saferboard.engines.tables.rehearsal import state_of
from saferboard.web.directory.models import Post
from saferboard.web.directory.permissions import Permission, may, needs
from saferboard.web.evidence.returns import presenting, queries, sending
from saferboard.web.evidence.returns.access import for_post, own_post, refused
from saferboard.web.evidence.returns.forms import Accept, Reject
from saferboard.web.evidence.returns.models import Sent

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Permission.RETURN_SEND)
@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """What is owed and late, what was sent: of every post to who accepts, else of one's own."""
    accepting = bool(may(request, Permission.RETURN_ACCEPT))
    post = own_post(request)
    own = post.key if post else ""
    sources = queries.sources(localdate(), only=None if accepting else own)
    context: dict[str, Any] = {
        "accepting": accepting,
        "releasing": bool(may(request, Permission.RELEASE_FREEZE)),
        "post": post,
        "loaded": queries.declared() is not None,
        "sources": [
            {
                "source": source,
                "dues": [presenting.due_row(due) for due in source.dues if due.is_open],
                "waiting": sum(due.state is queries.State.WAITING for due in source.dues),
            }
            for source in sources
        ],
        "late": sum(len(source.late) for source in sources),
        "waiting": _rows(queries.waiting()) if accepting else [],
        "recent": _rows(queries.recent(None if accepting else own)),
    }
    return render(request, "returns/returns.html", context)


def _rows(rows: list[Sent]) -> list[dict[str, Any]]:
    return [
        {"sent": row, "state": presenting.state_of(row), "figures": len(row.lines)} for row in rows
    ]


@needs(Permission.RETURN_SEND)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to fill in: a row for each figure that the post still owes."""
    own = own_post(request)
    key = request.GET.get("post") or (own.key if own else "")
    decision = for_post(request, key)
    if not decision:
        return refused(request, decision)
    found, post = queries.declared(), Post.objects.filter(key=key).first()
    if found is None or post is None or key not in queries.returned(found):
        raise Http404
    rows = sending.blanks(found, queries.due(post, localdate()))
    return HttpResponse(
        workbook(rows, guide=sending.GUIDE),
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(True, f"returns-{key}.xlsx")},
    )


@needs(Permission.RETURN_SEND)
@require_safe
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """One return as it was read, held against what is held."""
    row = get_object_or_404(Sent.objects.select_related("settled"), pk=pk)
    decision = for_post(request, row.post)
    if not decision:
        return refused(request, decision)
    return sent_page(request, row)


def sent_page(request: HttpRequest, row: Sent, **context: Any) -> HttpResponse:
    """The page of a return; ``context`` may hold a form that was refused."""
    found = queries.declared()
    rows = queries.against(found, row) if found else []
    shown = presenting.lines(found, rows) if found else []
    context |= {
        "sent": row,
        "state": presenting.state_of(row),
        "settled": getattr(row, "settled", None),
        "lines": shown,
        "marked": sum(bool(line["doubts"]) for line in shown),
        "unknown": len(row.lines) - len(shown),
        "overtaken": queries.overtaken(row),
        "accepting": bool(may(request, Permission.RETURN_ACCEPT)),
        "crumbs": [{"text": "Returns", "url": reverse("returns")}, {"text": str(row)}],
    }
    context.setdefault("accept", Accept(initial={"seen": state_of(queries.held())}))
    context.setdefault("reject", Reject())
    return render(request, "returns/sent.html", context)


@needs(Permission.RETURN_SEND)
@require_safe
def sent_file(request: HttpRequest, pk: int) -> Any:
    """The file as it came, to be saved and never shown as a page of ours."""
    row = get_object_or_404(Sent, pk=pk)
    decision = for_post(request, row.post)
    if not decision:
        return refused(request, decision)
    if row.file is None:
        raise Http404
    return FileResponse(
        row.file.path.open("rb"),
        as_attachment=True,
        filename=row.file.name,
        content_type="application/octet-stream",
    )
