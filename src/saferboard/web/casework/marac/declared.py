"""What the partnership set of its MARAC, as it was published."""

from saferboard.core.casework.marac.settings import FILE, Settings, read_settings
from saferboard.core.faults import Refused
from saferboard.web.casework.lock.declared import text_of

PURPOSE = PROCESS = "marac"
CO_ORDINATOR, CHAIR, IDVA, REPRESENTATIVE = (
    "marac-co-ordinator",
    "marac-chair",
    "idva",
    "representative",
)

PAGES = {
    "list": "marac-list",
    "return": "marac-send-back",
    "research": "marac-case",
    "hear": "marac-hearing",
    "transfer": "marac-transfer",
    "do": "marac-case",
    "end": "marac-case",
}
"""The page on which each step of the procedure is taken."""


def settings() -> Settings:
    """The settings of the newest file; our defaults where there is none."""
    try:
        text = text_of(FILE)
    except Refused:
        return Settings()
    return read_settings(text)
