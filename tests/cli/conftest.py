"""One demo instance for all tests of the console, made by the console."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
Run = Callable[..., subprocess.CompletedProcess[str]]


def saferboard(
    *words: str,
    home: Path | None = None,
    typed: str = "",
    settings: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the console command as a user does, in its own process; ``typed`` is standard input."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAFERBOARD_")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("DATABASE_URL", None)
    environment |= settings or {}
    chosen = ["--home", str(home)] if home else []
    return subprocess.run(
        [str(Path(sys.executable).with_name("saferboard")), *words, *chosen],
        cwd=ROOT,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The home of a finished demo, and what the demo printed."""
    home = tmp_path_factory.mktemp("demo")
    done = saferboard("demo", "--no-serve", home=home)
    assert done.returncode == 0, done.stderr
    return home, done.stdout


@pytest.fixture(scope="session")
def police_data() -> Path:
    """Real police data beside the repository."""
    folder = SHARED / "data" / "police_uk"
    if not folder.is_dir():
        pytest.skip("the real police data is not beside the repository")
    return folder
