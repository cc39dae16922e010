"""Pages about posts and the people who hold them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from saferboard.core.directory.spells import day, on_day
from saferboard.core.directory.tenures import vacancy
from saferboard.web.directory import actions, presenting
from saferboard.web.directory import people_forms as forms
from saferboard.web.directory.desk import Desk, by, serve
from saferboard.web.directory.models import Person, Post, StandingDeclaration, Tenure
from saferboard.web.directory.permissions import Permission, may, needs

require_form = require_http_methods(["GET", "HEAD", "POST"])


@needs(Permission.PEOPLE_READ)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who holds which post today, and what needs seeing to."""
    today = localdate()
    rows = presenting.posts(today)
    return render(
        request,
        "directory/people.html",
        {
            "today": today,
            "rows": rows,
            "vacant": [row for row in rows if row.vacant],
            "notices": presenting.notices(today),
            "may_manage": may(request, Permission.PEOPLE_MANAGE),
        },
    )


@needs(Permission.PEOPLE_READ)
@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    """Everybody who holds or held a post, by name."""
    found = Person.objects.prefetch_related("tenures__post__organisation")
    rows = [(one, on_day(one.tenures.all(), localdate())) for one in found]
    return render(
        request, "directory/persons.html", {"rows": rows, "crumbs": _crumbs("People by name")}
    )


@needs(Permission.PEOPLE_READ)
@require_safe
def post(request: HttpRequest, key: str) -> HttpResponse:
    """A post: who holds it, who held it, and where it sits."""
    row = _post(key)
    tenures = list(row.tenures.select_related("person"))
    today = localdate()
    held = on_day(tenures, today)
    seats = row.seats.select_related("body", "substitute__organisation").order_by("-since", "body")
    return render(
        request,
        "directory/post.html",
        {
            "post": row,
            "tenures": tenures,
            "held": held[0] if held else None,
            "vacant": vacancy(tenures, today),
            "seats": seats,
            "may_manage": may(request, Permission.PEOPLE_MANAGE),
            "crumbs": _crumbs(row.title),
        },
    )


@needs(Permission.PEOPLE_MANAGE)
@require_form
def add_post(request: HttpRequest) -> HttpResponse:
    """A new post."""
    desk = Desk("Add a post", "Add the post", reverse("people"), "People and posts")

    def act(said: dict) -> str:
        return _post_page(actions.add_post(by=by(request), **said))

    return serve(request, desk, forms.AddPost(request.POST or None), act, "The post is added.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def change_post(request: HttpRequest, key: str) -> HttpResponse:
    """Change what a post is called, where it is, how it is reached."""
    row = _post(key)
    desk = Desk("Change the post", "Save the post", _post_page(row), row.title)

    def act(said: dict) -> str:
        return _post_page(actions.change_post(by=by(request), post=row, **said))

    form = forms.ChangePost.of(row, request.POST or None)
    return serve(request, desk, form, act, "The post is saved.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def appoint(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody new in the post; whoever holds it with no last day leaves the day before."""
    row = _post(key)
    open_ended = row.tenures.filter(until__isnull=True).select_related("person").first()
    intro = "Nobody holds this post without a last day."
    if open_ended:
        intro = (
            f"{open_ended.person} has held this post since {day(open_ended.since)}. That tenure "
            "ends on the day before the first day you give here."
        )
    desk = Desk(f"Appoint to {row.title}", "Appoint", _post_page(row), row.title, intro)

    def act(said: dict) -> str:
        actions.appoint(by=by(request), post=row, instead_of=open_ended, **said)
        return _post_page(row)

    data = request.POST or None
    form = forms.Appoint.of(open_ended, data) if open_ended else forms.Appoint(data)
    return serve(request, desk, form, act, "The post is filled.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def end_tenure(request: HttpRequest, pk: int) -> HttpResponse:
    """The last day of a tenure."""
    row = _tenure(pk)
    title = f"End the tenure of {row.person}"
    intro = f"{row.person} has held this post since {day(row.since)}."
    desk = Desk(
        title,
        "Save the last day",
        _post_page(row.post),
        row.post.title,
        intro,
        tab=f"End a tenure of {row.post.title}",
    )

    def act(said: dict) -> str:
        actions.end_tenure(by=by(request), tenure=row, **said)
        return _post_page(row.post)

    form = forms.EndTenure.of(row, request.POST or None)
    return serve(request, desk, form, act, "The last day is saved.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def correct_tenure(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right who held the post, or when."""
    row = _tenure(pk)
    title = f"Correct the tenure of {row.person}"
    intro = "Correct what was entered wrongly. If somebody left, end the tenure instead."
    desk = Desk(
        title,
        "Save the correction",
        _post_page(row.post),
        row.post.title,
        intro,
        tab=f"Correct a tenure of {row.post.title}",
    )

    def act(said: dict) -> str:
        actions.correct_tenure(by=by(request), tenure=row, **said)
        return _post_page(row.post)

    form = forms.CorrectTenure.of(row, request.POST or None)
    return serve(request, desk, form, act, "The correction is saved.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def strike_tenure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take out a tenure that never was."""
    row = _tenure(pk)
    title = f"Strike out the tenure of {row.person}"
    intro = f"Only if {row.person} never held this post in those days. If they left, end it."
    desk = Desk(
        title,
        "Strike it out",
        _post_page(row.post),
        row.post.title,
        intro,
        warning=True,
        tab=f"Strike out a tenure of {row.post.title}",
    )

    def act(said: dict) -> str:
        actions.strike_tenure(by=by(request), tenure=row, **said)
        return _post_page(row.post)

    form = forms.StrikeTenure.of(row, request.POST or None)
    return serve(request, desk, form, act, "The tenure is struck out.")


@needs(Permission.PEOPLE_READ)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody: the posts they hold and held, and what they declared once for every meeting."""
    row = get_object_or_404(Person, pk=pk)
    tenures = list(row.tenures.select_related("post__organisation"))
    return render(
        request,
        "directory/person.html",
        {
            "person": row,
            "tenures": tenures,
            "held": on_day(tenures, localdate()),
            "declarations": row.declarations.all(),
            "may_manage": may(request, Permission.PEOPLE_MANAGE),
            "crumbs": _crumbs(row.name),
        },
    )


@needs(Permission.PEOPLE_MANAGE)
@require_form
def rename_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a name."""
    row = get_object_or_404(Person, pk=pk)
    intro = "The name changes everywhere, in what is already recorded too."
    desk = Desk("Correct the name", "Save the name", _person_page(row), row.name, intro)

    def act(said: dict) -> str:
        return _person_page(actions.rename_person(by=by(request), person=row, **said))

    form = forms.RenamePerson.of(row, request.POST or None)
    return serve(request, desk, form, act, "The name is saved.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """An interest declared once for every meeting."""
    row = get_object_or_404(Person, pk=pk)
    intro = "It is carried to the declarations of every meeting that this person attends."
    desk = Desk("Declare an interest", "Save the interest", _person_page(row), row.name, intro)

    def act(said: dict) -> str:
        actions.declare(by=by(request), person=row, **said)
        return _person_page(row)

    return serve(request, desk, forms.Declare(request.POST or None), act, "The interest is saved.")


@needs(Permission.PEOPLE_MANAGE)
@require_form
def change_declaration(request: HttpRequest, pk: int) -> HttpResponse:
    """End a standing declaration, or put it right."""
    row = get_object_or_404(StandingDeclaration.objects.select_related("person"), pk=pk)
    back = _person_page(row.person)
    desk = Desk("Change or end the interest", "Save the interest", back, row.person.name)

    def act(said: dict) -> str:
        actions.change_declaration(by=by(request), declaration=row, **said)
        return back

    form = forms.ChangeDeclaration.of(row, request.POST or None)
    return serve(request, desk, form, act, "The interest is saved.")


def _post(key: str) -> Post:
    return get_object_or_404(Post.objects.select_related("organisation"), key=key)


def _tenure(pk: int) -> Tenure:
    found = Tenure.objects.select_related("person", "post__organisation")
    return get_object_or_404(found, pk=pk)


def _post_page(row: Post) -> str:
    return reverse("people-post", args=[row.key])


def _person_page(row: Person) -> str:
    return reverse("people-person", args=[row.pk])


def _crumbs(here: str) -> list[dict[str, str]]:
    return [{"text": "People and posts", "url": reverse("people")}, {"text": here}]
