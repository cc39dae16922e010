"""What a newcomer does first, and the console's words and exit codes."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest

from saferboard.cli.main import home_first
from tests.cli.conftest import saferboard

Demo = tuple[Path, str]


def test_the_demo_prints_where_its_files_are(demo: Demo) -> None:
    home, printed = demo
    names = [Path(line.strip()).name for line in printed.splitlines() if "/papers/" in line]
    assert names == [
        "safer-communities-performance-2021-22-q4-1.html",
        "safer-communities-performance-2021-22-q4-1.pdf",
        "safer-communities-performance-2021-22-q4-1.docx",
        "agenda-pack-2021-22-q4-1.pdf",
        "agenda-pack-2021-22-q4-1-our-part-accessible.pdf",
    ]
    assert all((home / "papers" / name).stat().st_size > 10_000 for name in names)
    assert not list((home / "papers").glob("*.new"))


def test_the_pack_says_on_which_pages_its_papers_are(demo: Demo) -> None:
    home, _ = demo
    with pypdfium2.PdfDocument(home / "papers" / "agenda-pack-2021-22-q4-1.pdf") as pack:
        pages = [page.get_textpage().get_text_range() for page in pack]
    found = re.search(r"2021/22 Q4\s+Community.*?(\d+) to (\d+)\s+4 Slides", pages[0], re.DOTALL)
    assert found, pages[0]
    first, last = int(found[1]), int(found[2])
    assert "Purpose of report" in pages[first - 1]
    assert "Figures behind the charts" in "".join(pages[first:last])
    assert "Slides from a partner" in pages[last]


def test_secrets_are_for_their_owner_alone(demo: Demo) -> None:
    home, _ = demo
    for name in ("demo-accounts.txt", "secret-key"):
        assert (home / name).stat().st_mode & 0o077 == 0


def test_a_second_demo_stores_nothing_twice(demo: Demo) -> None:
    home, _ = demo
    again = saferboard("demo", "--no-serve", home=home)
    assert again.returncode == 0
    assert again.stdout.count("says the same as before") == 3
    listed = saferboard("release", "list", home=home).stdout
    assert re.findall(r"\d{4}/\d{2}-Q\d\.\d", listed) == [
        "2021/22-Q4.1",
        "2018/19-Q4.1",
        "2016/17-Q4.1",
    ]


def test_a_figure_with_its_parts(demo: Demo) -> None:
    done = saferboard(
        "measure", "burglary", "--area", "Leicestershire", "--to", "2020-12", "--json", home=demo[0]
    )
    found = json.loads(done.stdout)
    assert list(found) == [
        "measure",
        "area",
        "to",
        "numerator",
        "denominator",
        "per",
        "value",
        "lower",
        "upper",
        "previous",
        "change_percent",
        "direction",
    ]
    assert (found["area"], found["denominator"]) == ("E10000018", 713_085)
    assert found["value"] == pytest.approx(3.66, abs=0.005)
    assert found["lower"] < found["value"] < found["upper"]
    assert (found["previous"], found["direction"]) == (None, "unknown")


def test_a_figure_in_words(demo: Demo) -> None:
    done = saferboard("measure", "vehicle_crime", "--area", "LLR", "--to", "2022-03", home=demo[0])
    assert "Leicester, Leicestershire and Rutland. Vehicle crime" in done.stdout
    assert "95% limits" in done.stdout
    early = saferboard("measure", "burglary", "--area", "Melton", "--to", "2019-12", home=demo[0])
    assert "no source data is held for January 2019 to November 2019" in early.stdout
    returned = saferboard(
        "measure", "marac_repeats", "--area", "Leicestershire", "--to", "2018-12", home=demo[0]
    )
    assert "stood at 43.0% in January to December 2018" in returned.stdout


def test_a_release_shows_what_it_was_made_from(demo: Demo) -> None:
    done = saferboard("release", "show", "2016/17-Q4", home=demo[0])
    assert "Known by 2017-06-02" in done.stdout
    assert "monthly.csv" in done.stdout
    same = saferboard("release", "diff", "2016/17-Q4.1", "2016/17-Q4", home=demo[0])
    assert same.stdout.strip() == "0 differences"


def test_a_restated_figure_is_named(demo: Demo) -> None:
    made = saferboard("release", "2018/19-Q4", home=demo[0])
    assert "2018/19-Q4.2 frozen" in made.stdout
    diff = saferboard("release", "diff", "2018/19-Q4.1", "2018/19-Q4.2", home=demo[0])
    line = next(row for row in diff.stdout.splitlines() if row.startswith("First time entrants"))
    assert "2017/18: was 104, is 101" in line


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("measure", "nonsense", "--area", "Melton", "--to", "2020-12"), 1, "no measure is called"),
        (("measure", "burglary", "--area", "Atlantis", "--to", "2020-12"), 1, "no area is called"),
        (("measure", "burglary", "--area", "Melton", "--to", "Dec 2020"), 1, "is not a month"),
        (("release", "2021/22"), 1, "is not a quarter"),
        (("release", "2021/23-Q4"), 1, "is not a period"),
        (("paper", "1999/00-Q1"), 1, "no release"),
        (("pack", "2021/22-Q4", "--attach", "nowhere.pdf"), 1, "cannot be read"),
        (("measure", "burglary"), 2, "Missing option"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_whose_turn_it_is(demo: Demo, words: tuple[str, ...], code: int, said: str) -> None:
    done = saferboard(*words, home=demo[0])
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_loaded_says_what_to_do(tmp_path: Path) -> None:
    done = saferboard("release", "2021/22-Q4", home=tmp_path)
    assert done.returncode == 1
    assert "load partnership" in done.stderr


def test_home_may_stand_anywhere() -> None:
    assert home_first(["a", "--home", "x", "b"]) == ["--home", "x", "a", "b"]
    assert home_first(["a", "b", "--home=x"]) == ["--home=x", "a", "b"]
    assert home_first(["a", "--home"]) == ["a", "--home"]


def test_the_version() -> None:
    assert saferboard("version").stdout.strip() == "0.1.0"
