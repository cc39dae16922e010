"""The service's own settings, for an instance that lives as long as the tests do.

pytest-django reads settings before any conftest runs, so the instance is made here.
"""

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="saferboard-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["SAFERBOARD_HOME"] = _HOME
os.environ["SAFERBOARD_SECOND_STEP"] = "no"  # the tests of it switch it on
os.environ["SAFERBOARD_SECRET_KEY"] = "only-for-tests-" + "x" * 50

from saferboard.web.settings import *  # noqa: E402, F403
