"""The linkage model: which fields are compared at which levels, and what each level is worth.

Fellegi and Sunter's model (1969, Journal of the American Statistical Association 64: 1183) as
Splink 5 works it out on DuckDB. For each level of each field, m is how often it is seen of two
records of one person and u of two people; log2(m/u) is what it adds. Rare names are worth more than
common ones (term frequencies). A trained model is a JSON file of Splink's own form, without names.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import splink.comparison_level_library as levels
from splink import SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from saferboard.core.faults import refuse

DEFAULT = Path(__file__).with_name("model.json")
"""Trained on a made-up population (``bench.population``), until an instance trains its own."""

TEXTS, LISTS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        ("key", TEXTS),
        ("given", TEXTS),
        ("first", TEXTS),
        ("family", TEXTS),
        ("givens", LISTS),
        ("families", LISTS),
        ("names", LISTS),
        ("born", TEXTS),
        ("born_key", TEXTS),
        ("birth_year", pa.int32()),
        ("sex", TEXTS),
        ("postcode", TEXTS),
        ("postcodes", LISTS),
        ("districts", LISTS),
        ("houses", LISTS),
        ("phones", LISTS),
    ]
)
"""The columns of a record. What is not known is null, an empty list too."""

FREQUENT = ("given", "family")
"""Columns of which it counts how common a value is."""

BY_LOT = 0.001
"""The most that two records by lot are taken to be one person, however few there are."""

Rule = Sequence[str]
NEAR = 0.9  # Jaro-Winkler
_TURNED = '("given_l" = "family_r" AND "family_l" = "given_r" AND "given_l" <> "family_l")'


def _null(condition: str) -> Any:
    return levels.CustomLevel(condition).configure(is_null_level=True)


def _either_null(column: str) -> str:
    return f'"{column}_l" IS NULL OR "{column}_r" IS NULL'


def _shared(column: str) -> Any:
    return levels.CustomLevel(f'list_has_any("{column}_l", "{column}_r")', f"one of {column}")


def comparisons() -> list[Any]:
    """Every field with its levels, the best first."""
    rest = levels.ElseLevel()
    same_year = levels.CustomLevel('"birth_year_l" = "birth_year_r"', "same year")
    return [
        # Names that change places are one finding: it counts once, with the family name.
        CustomComparison(
            [
                _null(f"{_either_null('given')} OR {_TURNED}"),
                levels.ExactMatchLevel("given", term_frequency_adjustments=True),
                _shared("givens"),
                levels.JaroWinklerLevel("given", NEAR),
                rest,
            ],
            "given",
        ),
        CustomComparison(
            [
                _null(_either_null("family")),
                levels.ExactMatchLevel("family", term_frequency_adjustments=True),
                levels.CustomLevel(_TURNED, "given and family name change places"),
                _shared("families"),
                levels.JaroWinklerLevel("family", NEAR),
                rest,
            ],
            "family",
        ),
        CustomComparison(
            [
                _null(_either_null("birth_year")),
                levels.CustomLevel('"born_l" = "born_r"', "same day"),
                levels.CustomLevel('"born_key_l" = "born_key_r"', "day and month change places"),
                levels.CustomLevel('hamming("born_l", "born_r") = 1', "one digit"),
                same_year,
                rest,
            ],
            "born",
        ),
        CustomComparison(
            [_null(_either_null("sex")), levels.ExactMatchLevel("sex"), rest],
            "sex",
        ),
        CustomComparison(
            [
                _null(_either_null("postcodes")),
                _shared("houses"),
                _shared("postcodes"),
                _shared("districts"),
                rest,
            ],
            "address",
        ),
        CustomComparison([_null(_either_null("phones")), _shared("phones"), rest], "phone"),
    ]


def settings(blocking: Sequence[Rule]) -> SettingsCreator:
    """The model before it is trained. ``blocking``: columns that a pair must share, by rule."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="key",
        comparisons=comparisons(),
        blocking_rules_to_generate_predictions=[_block(rule) for rule in blocking],
        retain_matching_columns=False,
        linker_uid="saferboard",
    )


def _block(rule: Rule) -> Any:
    lists = [column for column in rule if SCHEMA.field(column).type == LISTS]
    return block_on(*rule, arrays_to_explode=lists) if lists else block_on(*rule)


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model. ``others`` is how many further records of a person there are to one record.

    The more records there are, the less probably two of them by lot are one person: the model is
    told how many there are when it is used.
    """

    trained: Mapping[str, Any]
    others: float

    def among(self, records: int, blocking: Sequence[Rule]) -> dict[str, Any]:
        """Splink's settings for so many records; ``blocking`` says which pairs are looked at."""
        rules = [_block(rule).create_blocking_rule_dict("duckdb") for rule in blocking]
        return {
            **self.trained,
            "probability_two_random_records_match": min(BY_LOT, self.others / max(records, 1)),
            "blocking_rules_to_generate_predictions": rules,
        }

    def text(self) -> str:
        """As it is kept."""
        return json.dumps({"others": self.others, "trained": self.trained}, indent=1) + "\n"


def read(path: Path = DEFAULT) -> Model:
    """A trained model. Refused if it is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
        levels_of = [
            level
            for comparison in found["trained"]["comparisons"]
            for level in comparison["comparison_levels"]
            if not level.get("is_null_level")
        ]
        trained = bool(levels_of) and all("m_probability" in one for one in levels_of)
        model = Model(found["trained"], float(found["others"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        trained = False
    if not trained:
        raise refuse(
            "this is no trained model of linkage",
            where=path.name,
            expected="a file that 'saferboard casework train' wrote",
            remedy="train a model, or remove the file: the one that is shipped is then used",
        )
    return model


def completed(model: Model) -> Model:
    """The model, with what no pair taught it taken from the model that is shipped."""
    shipped = read().trained["comparisons"]
    whole = [
        {
            **comparison,
            "comparison_levels": [
                {**_worth(known), **level}
                for level, known in zip(
                    comparison["comparison_levels"], other["comparison_levels"], strict=True
                )
            ],
        }
        for comparison, other in zip(model.trained["comparisons"], shipped, strict=True)
    ]
    return Model({**model.trained, "comparisons": whole}, model.others)


def _worth(level: Mapping[str, Any]) -> dict[str, Any]:
    return {name: level[name] for name in ("m_probability", "u_probability") if name in level}
