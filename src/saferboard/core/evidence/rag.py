"""Red, Amber, Green by a declared rule, always with its reason in words.

The Board's printed RAG follows no single rule that can be computed, so ours states its rule, and a
person may set another beside it (``Override``), dated, signed by post and with a reason.
"""

from collections.abc import Iterable

from saferboard.core.evidence.assessment import Direction, Judgement, Position
from saferboard.core.evidence.figures import Figure, Number
from saferboard.core.evidence.measures import Better, Line, Measure, Rag, RagRule

RULES = {
    RagRule.DIRECTION: "Green when performance is level or better than the year before; Amber when "
    "it is worse; Red when it is worse and either past its trigger or at the bottom of its peers",
    RagRule.TARGET: "Green when the target is met; Amber when it is not met but performance is "
    "level or better than the year before; Red when it is not met and performance is worse",
}


def met(value: float, line: Line, better: Better) -> bool:
    """Whether a value stands on the good side of a line, the line itself included."""
    return value <= line.value if better is Better.LOWER else value >= line.value


def judge(
    measure: Measure,
    figure: Figure,
    direction: Direction,
    better: Better | None,
    position: Position | None,
    *,
    comparable: bool = True,
) -> Judgement:
    """The RAG by the measure's own rule. Grey where a part that the rule needs is not known.

    ``comparable`` tells whether the earlier figure measures the same thing.
    """
    rule = RULES[measure.rag]
    unread = (
        "there is no earlier figure to compare with"
        if direction is Direction.UNKNOWN
        else "the earlier figure is not comparable"
    )
    if not comparable:
        direction = Direction.UNKNOWN
    if not isinstance(figure, Number) or better is None:
        return Judgement(Rag.GREY, rule, "there is no figure to judge")
    if measure.rag is RagRule.TARGET:
        return _by_target(measure, figure, direction, better, unread)
    if direction is Direction.UNKNOWN:
        return Judgement(Rag.GREY, rule, unread)
    if direction is not Direction.DOWN:
        word = "level with" if direction is Direction.LEVEL else "better than"
        return Judgement(Rag.GREEN, rule, f"performance is {word} the year before")
    if measure.trigger is not None and not met(figure.value, measure.trigger, better):
        return Judgement(Rag.RED, rule, "performance is worse and past its trigger")
    if position is Position.BOTTOM:
        return Judgement(Rag.RED, rule, "performance is worse and at the bottom of its peers")
    return Judgement(Rag.AMBER, rule, "performance is worse than the year before")


def _by_target(
    measure: Measure, figure: Number, direction: Direction, better: Better, unread: str
) -> Judgement:
    rule = RULES[measure.rag]
    if measure.target is None:
        return Judgement(Rag.GREY, rule, "no target is declared")
    if met(figure.value, measure.target, better):
        return Judgement(Rag.GREEN, rule, "the target is met")
    if direction is Direction.UNKNOWN:
        return Judgement(Rag.GREY, rule, f"the target is not met, and {unread}")
    if direction is Direction.DOWN:
        return Judgement(Rag.RED, rule, "the target is not met and performance is worse")
    return Judgement(Rag.AMBER, rule, "the target is not met, but performance is not worse")


OVERALL_RULE = "the worst of its measures that can be judged"


def overall(rags: Iterable[Rag]) -> Rag:
    """An outcome's RAG: the worst of its measures'; Grey when none can be judged."""
    held = set(rags)
    return next((r for r in (Rag.RED, Rag.AMBER, Rag.GREEN) if r in held), Rag.GREY)
