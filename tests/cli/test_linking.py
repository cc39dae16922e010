"""Comparing people by command, on an instance that has none yet."""

from pathlib import Path

from tests.cli.conftest import saferboard


def test_linking_and_training_say_what_they_did(tmp_path: Path) -> None:
    done = saferboard("casework", "link", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert "Proposals that stand: 0." in done.stdout
    done = saferboard("casework", "train", home=tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert "Fewer than 1000 records teach nothing" in done.stdout
