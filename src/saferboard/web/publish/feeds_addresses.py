"""Where the public reads what was published."""

from saferboard.web.publish.models import Kind, Publication


def page_of(row: Publication) -> str:
    """The page that shows a publication, or says why it was withdrawn."""
    match row.kind:
        case Kind.PACK:
            return f"/meetings/{row.subject}/"
        case Kind.MINUTES:
            return f"/meetings/{row.subject}/minutes/"
        case Kind.RECORD:
            return f"/decisions/?body={row.body}"
        case Kind.BOARD:
            return "/board/"
        case Kind.PLAN:
            return f"/plan/{row.subject}/"
        case _:
            return "/meetings/"
