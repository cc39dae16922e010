"""``saferboard load survey`` and ``load youth``: what they take, and what they say of it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from saferboard.cli.instance import Instance
from saferboard.cli.load import app
from saferboard.core.faults import Refused
from saferboard.web.evidence.surveys.models import Comment
from tests.core.ingest.folder import SOUND
from tests.engines.tables.test_further import COUNTY, FOLDER, NORTH, RESULTS

pytestmark = pytest.mark.django_db

SECRET = "Mx Example says"
COMMENTS = f'survey,period,area,topic,comment\npanel,2021/22-Q4,{NORTH},Lights,"{SECRET}"\n'


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder of files to load, the made-up partnership's folder among them."""
    folder = tmp_path / "mereshire"
    folder.mkdir()
    for name, content in FOLDER.items():
        (folder / name).write_text(content, "utf-8")
    (tmp_path / "q4.csv").write_text(RESULTS.format(area=COUNTY), "utf-8")
    (tmp_path / "comments.csv").write_text(COMMENTS, "utf-8")
    load(tmp_path, "partnership", folder)
    return tmp_path


def load(here: Path, *words: object) -> str:
    """What a load prints. Raises what it raises."""
    told = [str(word) for word in words]
    instance = Instance(here / "home")
    done = CliRunner().invoke(app, told, obj=instance, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_survey_with_its_comments(given: Path) -> None:
    words = ("survey", given / "q4.csv", "--comments", given / "comments.csv")
    said = load(given, *words)
    assert "q4.csv: added, 1 row" in said
    assert "comments.csv: 1 comment to read, 0 held already" in said
    assert SECRET not in said
    assert "comments.csv: 0 comments to read, 1 held already" in load(given, *words)
    assert Comment.objects.get().text == SECRET


def test_results_alone(given: Path) -> None:
    assert load(given, "survey", given / "q4.csv").strip() == "q4.csv: added, 1 row"
    assert not Comment.objects.exists()


def test_restated_results_ask_for_a_second_look(given: Path) -> None:
    load(given, "survey", given / "q4.csv")
    (given / "q4.csv").write_text(RESULTS.format(area=COUNTY).replace("60,", "61,"), "utf-8")
    with pytest.raises(Refused, match="it restates results that are held"):
        load(given, "survey", given / "q4.csv")
    assert "q4.csv: replaced" in load(given, "survey", given / "q4.csv", "--restate")


def test_comments_at_fault_keep_the_results_out_too(given: Path) -> None:
    (given / "comments.csv").write_text(COMMENTS.replace("panel", "pannel"), "utf-8")
    with pytest.raises(Refused) as caught:
        load(given, "survey", given / "q4.csv", "--comments", given / "comments.csv")
    assert "did you mean 'panel'?" in str(caught.value)
    assert SECRET not in str(caught.value)
    assert "q4.csv: added" in load(given, "survey", given / "q4.csv")


def test_youth_returns(given: Path) -> None:
    rows = f"closed,area,band,hours,known\n2021-05,{NORTH},above,16,2022-05-01\n"
    (given / "closed.csv").write_text(rows, "utf-8")
    assert "closed.csv: added, 1 row" in load(given, "youth", given / "closed.csv")


def test_a_folder_without_surveys_takes_none(given: Path) -> None:
    assert "surveys.toml" not in SOUND
    (given / "mereshire" / "surveys.toml").unlink()
    measures = SOUND["measures.toml"]
    (given / "mereshire" / "measures.toml").write_text(measures, "utf-8")
    load(given, "partnership", given / "mereshire")
    with pytest.raises(Refused, match="there is no question 'safe'"):
        load(given, "survey", given / "q4.csv")
