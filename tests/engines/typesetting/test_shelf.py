from pathlib import Path

import pytest

from saferboard.engines.typesetting.shelf import FolderShelf, NoShelf

KEY = "ab" * 32


def test_what_is_put_on_the_shelf_is_found_again(tmp_path: Path) -> None:
    FolderShelf(tmp_path / "pages").put(KEY, b"pages")
    assert FolderShelf(tmp_path / "pages").find(KEY) == b"pages"
    assert [p.name for p in tmp_path.rglob("*.new")] == []


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    assert FolderShelf(tmp_path).find(KEY) is None
    shelf = NoShelf()
    shelf.put(KEY, b"pages")
    assert shelf.find(KEY) is None


def test_a_shelf_that_cannot_be_written_forgets(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    shelf = FolderShelf(tmp_path / "file")
    shelf.put(KEY, b"pages")
    assert shelf.find(KEY) is None


@pytest.mark.parametrize("key", ["", "../../etc/passwd", KEY.upper()])
def test_only_fingerprints_are_keys(key: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no fingerprint"):
        FolderShelf(tmp_path).find(key)
