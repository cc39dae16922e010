"""What the page of security says is what the code does: numbers, limits, words."""

import ast
import re
from pathlib import Path

import pytest

from saferboard.web import settings
from saferboard.web.directory.passwords import OF_THE_SERVICE

ROOT = Path(__file__).parents[2]
SECURITY = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
LOGS = (ROOT / "docs" / "reference" / "logs.md").read_text("utf-8")
SIGN_IN = (ROOT / "docs" / "how-to" / "sign-in.md").read_text("utf-8")
TELLS = {
    "What is checked of what comes in": ("50 MB", "SHA-256 of what is in it", "checked together"),
    "Limits": ("never locked",),
    "What takes long": ("limit", "wait"),
    "Ways to sign in": ("a passkey alone", "no code by mail"),
    "Sessions": ("twelve hours", "several devices", "With a directory"),
    "Who may do what": ("access list",),
    "How sensitive it is": ("of a case", "reads recorded", "special category"),
    "Keys and digests": ("SAFERBOARD_SECRET_KEY", "PBKDF2", "SHA-256", "renewed"),
    "What it speaks to": ("PostgreSQL", "the mail server", "directory"),
    "What others made": ("seven days", "thirty", "make audit"),
}


def limits() -> list[tuple[str, int, int]]:
    """Every ``@limited(name, times, seconds=...)`` of the code."""
    found = []
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for one in node.decorator_list:
                    if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "limited":
                        name, times = (ast.literal_eval(given) for given in one.args)
                        found.append((name, times, ast.literal_eval(one.keywords[0].value)))
    return found


@pytest.mark.parametrize("heading", TELLS)
def test_the_page_has_what_the_table_refers_to(heading: str) -> None:
    (section,) = re.findall(rf"^## {heading}\n(.+?)(?=^## |\Z)", SECURITY, re.M | re.S)
    for told in TELLS[heading]:
        assert told in section


def test_every_limit_of_the_code_is_in_the_page() -> None:
    assert len(limits()) >= 4
    for name, times, seconds in limits():
        assert seconds == 3600, name
        assert re.search(rf"\| `{name}` \| {times} ", SECURITY), name
    assert settings.ACCOUNT_RATE_LIMITS == {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
    assert "30 a minute; 10 failed a minute" in SECURITY
    assert "5 failed in five minutes" in SECURITY


def test_the_page_tells_how_long_a_session_lasts() -> None:
    assert settings.SESSION_COOKIE_AGE == 12 * 3600
    assert settings.SESSION_IDLE == 3600
    assert "lasts twelve hours, and one hour without work" in SECURITY
    assert "NIST SP 800-63B" in SECURITY
    assert "signing out here does not sign out there" in SECURITY


def test_the_words_that_no_password_is_made_of_are_listed() -> None:
    assert ", ".join(OF_THE_SERVICE) in SIGN_IN


def test_no_page_asks_a_secret_question() -> None:
    templates = "\n".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.html"))
    assert not re.search(r"maiden|first pet|secret question|password hint", templates, re.I)


@pytest.mark.parametrize(
    "told",
    ["the audit trail", "standard error", "systemd-journal-upload", "how long", "NTP", "in UTC"],
)
def test_the_page_of_logs_says_what_goes_where(told: str) -> None:
    assert told in LOGS
