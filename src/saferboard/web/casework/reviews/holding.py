"""What a case review holds beside the entries of its case, as it is read out."""

from saferboard.web.casework.lock.holdings import Holding, lines, told
from saferboard.web.casework.reviews.models import Complaint

HOLDINGS = (
    Holding(
        Complaint,
        lambda row: told("Complaint made before", row.made),
        lambda row: lines(
            behaviour=row.behaviour, reported=row.made, to=row.told, number=row.number,
            hate=row.hate,
        ),
    ),
)  # fmt: skip
