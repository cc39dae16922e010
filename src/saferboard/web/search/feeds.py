"""A saved search as an Atom feed: what came out last. Of what is public alone, whoever asks."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from saferboard.core.searching.marking import sentence
from saferboard.web.directory.permissions import Permission, needs
from saferboard.web.search import queries
from saferboard.web.search.forms import SearchForm
from saferboard.web.search.models import Passage

ENTRIES = 50


@needs(Permission.BOARD_READ)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What answers a search, the newest first. A reader has no session, so nothing private."""
    form = SearchForm(request.GET)
    asked = form.asked()
    words = form.cleaned_data.get("q") or "everything"
    here = request.build_absolute_uri()
    atom = Atom1Feed(
        title=f"Search: {words}",
        link=request.build_absolute_uri(reverse("search") + "?" + request.GET.urlencode()),
        description="",
        language="en-GB",
        feed_url=here,
        feed_guid=here,
        author_name="Saferboard",
    )
    host = request.get_host().partition(":")[0]
    for row in queries.newest_out(asked, ENTRIES) if asked else ():
        said = "".join(part.text for part in sentence(row.text, asked.query))
        atom.add_item(
            title=f"{row.get_kind_display()}: {row.title or row.body_name}",
            link=request.build_absolute_uri(row.address),
            description=escape(said),  # Atom1Feed calls it HTML
            unique_id=f"tag:{host},{row.at:%Y-%m-%d}:{_mark(row)}",
            pubdate=row.at,
            updateddate=row.at,
            categories=(row.kind,),
        )
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["Cache-Control"] = "public, no-cache"
    return response


def _mark(row: Passage) -> str:
    """Which passage it is, for as long as it says the same."""
    said = "\n".join((row.subject, row.kind, row.key, row.text))
    return "passage/" + hashlib.sha256(said.encode()).hexdigest()[:24]
