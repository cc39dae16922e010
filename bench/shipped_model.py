"""``python -m bench.shipped_model`` writes the model of linkage that is shipped.

It is learned as an instance learns its own: from made-up records of which nobody says who is who.
"""

from bench.population import population
from saferboard.core.casework.people.features import features
from saferboard.engines.identity.batch import train
from saferboard.engines.identity.model import DEFAULT

SEED, RECORDS = 1, 50_000


def main() -> None:
    """Train it and write it."""
    made = train(features(one).as_row() for one in population(SEED, RECORDS).records)
    DEFAULT.write_text(made.text(), "utf-8")


if __name__ == "__main__":
    main()
