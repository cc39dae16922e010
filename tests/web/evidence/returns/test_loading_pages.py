"""Loading evidence on pages: read and shown first, loaded by whoever looked; then a release."""

import io
import re
import threading
import zipfile
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferboard.core.directory.permissions import Role
from saferboard.core.faults import Refused
from saferboard.engines.tables.rehearsal import events_by_month
from saferboard.engines.tables.returns import load_observations
from saferboard.engines.tables.store import Store
from saferboard.web.audit.models import Event
from saferboard.web.evidence.models import Release
from saferboard.web.evidence.returns import loading
from saferboard.web.evidence.returns.models import Activated, Staged
from tests.engines.tables.street import contents, text
from tests.web.evidence.returns.samples import TODAY, World, signed_in
from tests.web.evidence.returns.test_sending_pages import key_of, text_of

HEAD = "measure,area,period,value,numerator,denominator,flags,known,pack,paragraph,note"
ROWS = (
    "entrants,E10000001,2020/21,90,,,,2021-06-01,June 2021,,",
    "entrants,E10000001,2019-04..2019-12,80,,,part-year,2020-09-01,Sept 2020,,",
    "repeats,E10000001,2019/20,38.7,260,672,,2020-06-01,June 2020,4,",
)
MORE = "\n".join((HEAD, *ROWS)) + "\n"
RESTATED = f"{HEAD}\nrepeats,E10000001,2019/20,,270,672,,2020-07-01,July 2020,,\n"
STREET = "2020-01-mereshire-street.csv"
NEXT = "2020-02-mereshire-street.csv"


@pytest.fixture
def analyst(loaded: World) -> Client:
    return signed_in(Role.ANALYST)


def read(client: Client, *files: tuple[str, bytes | str], **more: str) -> Any:
    chosen = [
        SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
        for name, data in files
    ]
    return client.post("/work/evidence/", {"chosen": chosen, **more}, follow=True)


def load(client: Client) -> Any:
    return client.post(f"/work/evidence/{Staged.objects.latest('pk').pk}/", follow=True)


def test_observations_are_read_shown_and_then_loaded(loaded: World, analyst: Client) -> None:
    store = Store(loaded.home)
    before = contents(store)
    page = text_of(read(analyst, ("more.csv", MORE)))
    assert contents(store) == before
    assert "3 values read; 1 as held already" in page
    assert "It restates the figure held for the same months. Held now: 76.00" in page
    assert "Nothing is loaded yet." in page
    page = text_of(load(analyst))
    assert "The files are loaded." in page
    assert ("observations", "more.csv") in contents(store)
    assert Event.objects.filter(action="evidence loaded").count() == 1


def test_a_file_of_the_same_name_says_what_it_lacks(loaded: World, analyst: Client) -> None:
    load_observations(Store(loaded.home), "more.csv", MORE)
    less = "\n".join((HEAD, *ROWS[1:])) + "\n"
    page = text_of(read(analyst, ("more.csv", less)))
    assert "In the file held, and not in this one Entrants, E10000001, 2020/21" in page
    same = text_of(read(analyst, ("more.csv", MORE)))
    assert "All of it is held already: loading it would change nothing." in same


def street(month: str, rows: int) -> str:
    return text(month, [("Northmere 001A", "Burglary"), ("", "Drugs")] * (rows // 2))


def test_an_empty_store_counts_nothing(tmp_path: Path) -> None:
    assert events_by_month(Store(tmp_path).read()) == {}


def test_rows_name_their_files(analyst: Client) -> None:
    read(analyst, ("more.csv", MORE))
    load(analyst)
    assert str(Staged.objects.get()) == "more.csv"
    assert str(Activated.objects.get()) == str(Staged.objects.get().pk)


def test_police_files_are_read_shown_and_then_loaded(loaded: World, analyst: Client) -> None:
    store = Store(loaded.home)
    before = contents(store)
    page = text_of(read(analyst, (STREET, street("2020-01", 4)), (NEXT, street("2020-02", 8))))
    assert contents(store) == before
    assert "12 rows read, 0 rejected." in page
    assert "January 2020 mereshire Added 4 4 2 without a district" in page
    assert (
        "February 2020 mereshire Added None 8 4 without a district +100.0% against the month"
        in (page)
    )
    load(analyst)
    found = {str(what): events for what, events in events_by_month(store.read()).items()}
    assert found == {"2020-01 mereshire": 4, "2020-02 mereshire": 8}
    page = text_of(read(analyst, (STREET, street("2020-01", 6))))
    assert "Replaced 4 6" in page
    assert "+50.0% against what is counted now" in page


def test_an_archive_is_read_with_what_it_leaves_alone(analyst: Client) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(f"2020-01/{STREET}", street("2020-01", 2) + ",,,\n".replace(",,,\n", ""))
        archive.writestr("2020-01/2020-01-mereshire-outcomes.csv", "x")
        archive.writestr("readme.txt", "x")
    page = text_of(read(analyst, ("all.zip", data.getvalue())))
    assert "January 2020" in page
    assert "Left alone" in page
    assert "outcomes" in page


def test_rejected_rows_are_told(analyst: Client) -> None:
    odd = street("2020-01", 2).replace("Drugs", "")
    page = text_of(read(analyst, (STREET, odd)))
    assert "2 rows read, 1 rejected." in page
    assert "line 3:" in page


def test_a_file_downloaded_again_is_what_it_was(loaded: World, analyst: Client) -> None:
    page = text_of(read(analyst, ("2020-01-mereshire-street (1).csv", street("2020-01", 4))))
    assert "4 rows read, 0 rejected." in page
    assert "January 2020 mereshire Added" in page
    load_observations(Store(loaded.home), "more.csv", MORE)
    less = "\n".join((HEAD, *ROWS[1:])) + "\n"
    page = text_of(read(analyst, ("more (1).csv", less)))
    assert "In the file held, and not in this one Entrants, E10000001, 2020/21" in page
    load(analyst)
    assert [name for kind, name in contents(Store(loaded.home)) if "more" in name] == ["more.csv"]


def test_a_street_file_by_another_name_is_told_for_what_it_is(analyst: Client) -> None:
    page = text_of(read(analyst, ("crimes.csv", street("2020-01", 4))))
    assert "crimes.csv its columns are those of a street-level file" in page
    assert "2022-04-leicestershire-street.csv" in page


def test_two_files_of_one_month_are_told_by_their_own_names(analyst: Client) -> None:
    again = STREET.replace(".csv", " (1).csv")
    page = text_of(read(analyst, (STREET, street("2020-01", 4)), (again, street("2020-01", 6))))
    assert "nothing was stored" in page
    assert again in page
    assert gettempdir() not in page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (STREET, "not,a,street\n1,2,3\n"),
        ("all.zip", b"PK\x03\x04no"),
        ("all (2).zip", b"PK\x03\x04no"),
    ],
)
def test_no_place_on_the_server_is_told(name: str, data: bytes | str, analyst: Client) -> None:
    page = text_of(read(analyst, (name, data)))
    assert "nothing was stored" in page
    assert f" {name}" in page
    assert "load-" not in page
    assert gettempdir() not in page


def test_no_place_on_the_server_is_told_of_what_is_left_alone(analyst: Client) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(f"2020-01/{STREET}", street("2020-01", 2))
        archive.writestr("readme.txt", "x")
    page = text_of(read(analyst, ("all.zip", data.getvalue())))
    assert "all.zip: readme.txt: not a street-level file" in page
    assert gettempdir() not in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("more.csv", MORE.replace("90", "about 90"), "row 2, column &#x27;value&#x27;"),
        (STREET, "not,a,street\n1,2,3\n", "Crime ID"),
        ("all.zip", b"PK\x03\x04no", "all.zip"),
        ("notes.txt", b"x", "these files cannot be loaded together"),
    ],
)
def test_what_is_at_fault_is_told_and_nothing_is_kept(
    name: str, data: bytes | str, said: str, loaded: World, analyst: Client
) -> None:
    before = contents(Store(loaded.home))
    page = text_of(read(analyst, (name, data)))
    assert "nothing was stored" in page
    assert said in page
    assert not Staged.objects.exists()
    assert contents(Store(loaded.home)) == before


def test_two_kinds_are_not_loaded_together(analyst: Client) -> None:
    page = text_of(read(analyst, (STREET, street("2020-01", 2)), ("more.csv", MORE)))
    assert "these files cannot be loaded together" in page


def test_too_much_is_for_the_command(analyst: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from saferboard.web.evidence.returns import forms

    monkeypatch.setattr(forms, "MOST_LOADED", 10)
    page = text_of(read(analyst, ("more.csv", MORE)))
    assert "Load them on the server instead: saferboard load police-uk FILE" in page
    assert "Choose a file." in text_of(analyst.post("/work/evidence/", {}))


def test_files_sent_twice_are_read_once(analyst: Client) -> None:
    key = key_of(analyst.get("/work/evidence/"))
    read(analyst, ("more.csv", MORE), key=key)
    read(analyst, ("more.csv", MORE), key=key)
    assert Staged.objects.count() == 1


def test_what_is_loaded_once_is_not_loaded_again(loaded: World, analyst: Client) -> None:
    read(analyst, ("more.csv", MORE))
    load(analyst)
    page = text_of(load(analyst))
    assert "These files are loaded already" in page
    assert Activated.objects.count() == 1
    assert "Loaded" in text_of(analyst.get("/work/evidence/"))


def test_the_second_of_two_loads_at_once_changes_nothing(
    loaded: World, analyst: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked at the same store; the other one was stored while this one was loading."""
    read(analyst, ("more.csv", MORE))
    staged, plain = Staged.objects.get(), loading._load
    first = threading.Event()

    def slower(*given: Any) -> Any:
        if not first.is_set():
            first.set()
            loading.activate(by="account 8", staged=staged, today=TODAY)
        return plain(*given)

    monkeypatch.setattr(loading, "_load", slower)
    with pytest.raises(Refused, match="loaded already"):
        loading.activate(by="account 9", staged=staged, today=TODAY)
    assert [row.by for row in Activated.objects.all()] == ["account 8"]
    assert Event.objects.filter(action="evidence loaded").count() == 1


def test_a_store_that_changed_is_looked_at_again(loaded: World, analyst: Client) -> None:
    read(analyst, ("more.csv", MORE))
    load_observations(Store(loaded.home), "other.csv", MORE)
    pk = Staged.objects.get().pk
    page = analyst.get(f"/work/evidence/{pk}/")
    assert "Something else was loaded since" in text_of(page)
    assert "Load the files" not in text_of(page)
    assert "so the differences shown are no longer true" in text_of(load(analyst))
    with pytest.raises(Refused, match="no longer true"):
        loading.activate(by="account 1", staged=Staged.objects.get(), today=TODAY)
    assert not Activated.objects.exists()
    read(analyst, ("more.csv", MORE))
    assert "The files are loaded." in text_of(load(analyst))


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.OWNER, Role.CLERK, Role.ADMINISTRATOR])
def test_who_sends_figures_loads_nothing(role: Role, loaded: World) -> None:
    assert signed_in(role).get("/work/evidence/").status_code == 403


RELEASE = "/work/evidence/release/"


def seen_of(answer: Any) -> dict[str, str]:
    found = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert found
    return {"quarter": "2019/20-Q4", "seen": found[1]}


def preview(client: Client, quarter: str = "2019/20-Q4") -> Any:
    return client.get(RELEASE, {"quarter": quarter})


def test_a_release_is_seen_before_it_is_frozen(loaded: World, analyst: Client) -> None:
    page = preview(analyst)
    assert "This would be the first release." in text_of(page)
    assert not Release.objects.exists()
    answer = analyst.post(RELEASE, seen_of(page))
    assert answer["Location"] == "/releases/2019-20-q4/1/record/"
    assert "Release 2019/20-Q4.1 says this already" in text_of(preview(analyst))
    load_observations(Store(loaded.home), "more.csv", RESTATED)
    page = preview(analyst)
    assert "Against release 2019/20-Q4.1: 1 figure restated" in text_of(page)
    assert "Repeats, Mereshire, 2019/20: was 38.69% (260 events), is 40.18%" in text_of(page)
    analyst.post(RELEASE, seen_of(page))
    assert [row.name for row in Release.objects.all()] == ["2019/20-Q4.2", "2019/20-Q4.1"]


def test_freezing_twice_stores_once(analyst: Client) -> None:
    said = seen_of(preview(analyst))
    assert analyst.post(RELEASE, said)["Location"] == analyst.post(RELEASE, said)["Location"]
    assert Release.objects.count() == 1


def test_what_changed_since_the_preview_is_shown_again(loaded: World, analyst: Client) -> None:
    said = seen_of(preview(analyst))
    load_observations(Store(loaded.home), "more.csv", RESTATED)
    page = analyst.post(RELEASE, said)
    assert "What is loaded changed since you looked." in text_of(page)
    assert not Release.objects.exists()
    assert analyst.post(RELEASE, seen_of(page)).status_code == 302


@pytest.mark.parametrize(
    ("quarter", "said"),
    [
        ("2019/20", "is not a quarter"),
        ("soon", "is not a period"),
        ("2199/00-Q1", "has not ended by"),
        ("1999/00-Q1", "Nothing is known of 1999/00 q1"),
        ("", "Write something under “Quarter”"),
    ],
)
def test_a_quarter_that_cannot_be_released_is_told(
    quarter: str, said: str, analyst: Client
) -> None:
    assert said.lower() in text_of(preview(analyst, quarter)).lower()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CLERK, Role.AUTHOR])
def test_whoever_may_not_see_suppressed_figures_may_not_freeze_them(
    loaded: World, role: Role
) -> None:
    assert signed_in(role).get(RELEASE).status_code == 403


def test_a_quarter_before_is_what_a_new_one_is_held_against(loaded: World, analyst: Client) -> None:
    analyst.post(RELEASE, seen_of(preview(analyst)))
    load_observations(Store(loaded.home), "more.csv", MORE)
    page = text_of(preview(analyst, "2020/21-Q4"))
    assert "Against release 2019/20-Q4.1" in page
