"""What the running of a case holds of people, as it is read out to whoever asks what is held."""

from saferboard.web.casework.lock.holdings import Holding, lines, told
from saferboard.web.casework.running.models import Entry, Message, Task

HOLDINGS = (
    Holding(
        Entry,
        lambda row: told(row.piece.capitalize(), row.at, row.agency),
        lambda row: "\n".join(filter(None, (row.words, lines(**row.data)))),
        with_=("agency",),
    ),
    Holding(
        Message,
        lambda row: told("Message between agencies", row.at, row.agency),
        lambda row: row.words,
        with_=("agency",),
    ),
    Holding(
        Task,
        lambda row: told("Task for a partner", row.at, row.agency),
        lambda row: "\n".join(filter(None, (row.words, lines(answer=row.answer)))),
        with_=("agency",),
    ),
)
