"""Who wrote something is told by the title of a post, with one look-up a page."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from saferboard.web.directory.models import User
from tests.web.directory.people_samples import table

pytestmark = pytest.mark.django_db
EACH = Template("{% load who %}{% for by in all %}{% who by %};{% endfor %}")


def test_writers_are_told_by_their_posts(
    rf: RequestFactory, django_assert_num_queries: Any
) -> None:
    table()
    user = User.objects.create(post="clerk", email="c@example.org", roles=["clerk"])
    writers = [f"account {user.pk}", "clerk", "daily", "clerk"]
    with django_assert_num_queries(2):
        said = EACH.render(Context({"request": rf.get("/"), "all": writers}))
    title = said.split(";")[0]
    assert title
    assert said == f"{title};{title};daily;{title};"
    assert "account" not in said
