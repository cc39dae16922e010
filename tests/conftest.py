"""Every test session has an instance of its own, in a folder that goes away."""

import os
import tempfile

# Before Django reads its settings, which happens before any fixture could run.
_HOME = tempfile.TemporaryDirectory(prefix="saferboard-tests-", ignore_cleanup_errors=True)
os.environ["SAFERBOARD_HOME"] = _HOME.name
os.environ["SAFERBOARD_SECRET_KEY"] = "only-for-tests-" + "x" * 50


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    _HOME.cleanup()
