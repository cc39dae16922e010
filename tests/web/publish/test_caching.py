"""Pages are made once for a state, however many ask, and nothing that failed is kept."""

from threading import Barrier, Thread

import pytest
from django.http import Http404, HttpResponse

from saferboard.web.publish.caching import Page, Pages


def page(text: str = "x", status: int = 200) -> HttpResponse:
    return HttpResponse(text, status=status)


def test_a_page_is_made_once_however_many_ask_together() -> None:
    pages, made, together = Pages(), [], Barrier(8)
    found: list[object] = []

    def make() -> HttpResponse:
        made.append(1)
        return page()

    def ask() -> None:
        together.wait()
        found.append(pages.get(1, "a", make))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert all(isinstance(one, Page) and one.body == b"x" for one in found)


def test_another_state_is_another_page() -> None:
    pages = Pages()
    bodies = []
    for state, text in ((1, "old"), (1, "unseen"), (2, "new"), (2, "unseen")):
        found = pages.get(state, "a", lambda text=text: page(text))  # type: ignore[misc]
        assert isinstance(found, Page)
        bodies.append(found.body)
    assert bodies == [b"old", b"old", b"new", b"new"]


def test_only_pages_and_withdrawals_are_kept() -> None:
    pages = Pages()
    for status, kept in ((200, True), (410, True), (404, False), (500, False)):
        key = str(status)
        assert isinstance(pages.get(1, key, lambda s=status: page("a", s)), Page) is kept  # type: ignore[misc]
        again = pages.get(1, key, lambda: page("b"))
        assert isinstance(again, Page)
        assert again.body == (b"a" if kept else b"b")


def test_a_page_that_cannot_be_made_holds_nobody_up() -> None:
    pages = Pages()

    def fails() -> HttpResponse:
        raise Http404

    for _ in range(2):
        with pytest.raises(Http404):
            pages.get(1, "a", fails)
    assert isinstance(pages.get(1, "a", page), Page)


def test_the_pages_least_asked_for_make_room() -> None:
    pages = Pages(most=4000)
    made: list[str] = []

    def make(key: str) -> HttpResponse:
        made.append(key)
        return page(key * 1500)

    for key in ("a", "b", "a", "c", "a", "b"):
        pages.get(1, key, lambda key=key: make(key))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]
