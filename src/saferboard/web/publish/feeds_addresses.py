"""Where the public reads what was published."""

from urllib.parse import urlencode

from django.urls import reverse

from saferboard.web.publish.models import Kind, Publication


def page_of(row: Publication) -> str:
    """The page that shows a publication, or says why it was withdrawn."""
    match row.kind:
        case Kind.PACK | Kind.MINUTES if row.date:
            name = "public-meeting" if row.kind == Kind.PACK else "public-minutes"
            return reverse(name, args=[row.body, row.date])
        case Kind.RECORD:
            return _of(reverse("public-decisions"), body=row.body)
        case Kind.BOARD:
            return reverse("public-board")
        case Kind.PLAN:
            year = row.subject.rpartition("/")[2]
            return _of(reverse("public-plan"), body=row.body, year=year)
        case _:
            return _of(reverse("public-meetings"), body=row.body)


def _of(path: str, **asked: str) -> str:
    return f"{path}?{urlencode(asked)}"
