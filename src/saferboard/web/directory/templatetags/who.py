"""Who did something, as people call them: the title of their post."""

from typing import Any

from django import template

from saferboard.web.directory import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def who(context: dict[str, Any], by: str) -> str:
    """``by`` as it is stored (a post's key, or ``account 5``) in words; itself if not known.

    Every name is looked up at once, and once a page.
    """
    request = context["request"]
    if not hasattr(request, "names_of_writers"):
        request.names_of_writers = queries.writers()
    return str(request.names_of_writers.get(by, by))
