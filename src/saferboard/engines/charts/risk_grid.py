"""The risk matrix as a picture: probability across, harm up, and the bands between their curves.

A band's edge is where probability times harm is constant, so it is a curve and not a row of boxes.
Each threat is a numbered mark; a number's name stands in the table under the picture. Colour is
never the only sign: each band has its name beside it.
"""

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from saferboard.core.evidence.measures import Rag
from saferboard.core.evidence.risk_matrix import Assessed, Matrix
from saferboard.core.evidence.risk_telling import decimal, standing

SVG = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT = 760, 480
LEFT, RIGHT, TOP, BOTTOM = 64, 130, 16, 64
RADIUS = 12.0
INK, QUIET, HAIR = "#0b0c0c", "#383f43", "#ffffff"
FONT = "'Source Sans Pro', Arial, sans-serif"
# Pale enough for black to stand on them at 7:1 and more.
TINTS = {Rag.GREEN: "#cce2d8", Rag.AMBER: "#fff1c2", Rag.RED: "#f6d0cb", Rag.GREY: "#e8e8e8"}
STEPS = 80
TICKS = 7
# Where a mark may move to when its place is taken: sideways first, then up and down.
SPOTS = sorted(
    ((x, y) for x in range(-3, 4) for y in range(-3, 4)),
    key=lambda spot: (abs(spot[0]) + 2 * abs(spot[1]), spot[1], spot[0]),
)

Place = tuple[float, float]


class Frame:
    """From a probability and a harm to a place in the picture."""

    def __init__(self, matrix: Matrix) -> None:
        self.least_x, self.most_x = matrix.probability.least - 0.5, matrix.probability.most + 0.5
        self.least_y, self.most_y = float(matrix.least_harm), float(matrix.most_harm)

    def x(self, probability: float) -> float:
        """How far across."""
        share = (probability - self.least_x) / (self.most_x - self.least_x)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, harm: float) -> float:
        """How far down."""
        share = (harm - self.least_y) / (self.most_y - self.least_y)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def edge(self, score: float) -> list[Place]:
        """The curve on which probability times harm is this score, from left to right."""
        width = self.most_x - self.least_x
        found = []
        for n in range(STEPS + 1):
            probability = self.least_x + width * n / STEPS
            harm = score / probability if probability > 0 else self.most_y
            found.append((self.x(probability), self.y(min(max(harm, self.least_y), self.most_y))))
        return found


def svg(matrix: Matrix, key: str = "risk") -> str:
    """The picture as SVG with a title and a description. The same matrix gives the same text."""
    ElementTree.register_namespace("", SVG)
    frame = Frame(matrix)
    root = Element(
        f"{{{SVG}}}svg",
        {
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "role": "img",
            "aria-labelledby": f"t-{key} d-{key}",
            "class": "sb-chart__svg",
            "font-family": FONT,
            "font-size": "14",
            "fill": INK,
        },
    )
    _put(root, "title", f"{matrix.name}, {matrix.quarter.words}", id=f"t-{key}")
    _put(root, "desc", summary(matrix), id=f"d-{key}")
    _bands(root, frame, matrix)
    _axes(root, frame, matrix)
    for risk, (x, y) in places(matrix):
        mark = _put(root, "g")
        _put(mark, "title", f"{risk.name}: {standing(risk)}")
        _put(mark, "circle", cx=x, cy=y, r=RADIUS, fill="#ffffff", stroke=INK, stroke_width=2)
        _put(mark, "text", str(risk.number), x=x, y=y + 4.5, text_anchor="middle", font_size=13)
    return ElementTree.tostring(root, encoding="unicode")


def summary(matrix: Matrix) -> str:
    """What the picture shows, in words."""
    counts = [
        f"{sum(risk.band == band.name for risk in matrix.risks)} {band.name}"
        for band in reversed(matrix.bands)
    ]
    without = sum(risk.score is None for risk in matrix.risks)
    said = f"{', '.join(counts)}" + (f", {without} without data" if without else "")
    first = next((risk for risk in matrix.risks if risk.score is not None), None)
    top = f" Highest: {first.name} ({decimal(first.score)})." if first else ""
    return f"Of {len(matrix.risks)} threats: {said}.{top}"


def places(matrix: Matrix) -> Iterator[tuple[Assessed, Place]]:
    """Each threat that has a score, at its place or as near to it as no other mark covers."""
    frame = Frame(matrix)
    taken: list[Place] = []
    for risk in matrix.risks:
        if risk.number is None or risk.harm is None or risk.probability.value is None:
            continue
        at = (frame.x(risk.probability.value), frame.y(risk.harm))
        taken.append(_free(at, taken))
        yield risk, taken[-1]


def _free(at: Place, taken: Sequence[Place]) -> Place:
    step = 2 * RADIUS + 1
    spots = [(round(at[0] + x * step, 1), round(at[1] + y * step, 1)) for x, y in SPOTS]
    return next(
        (s for s in spots if all((s[0] - x) ** 2 + (s[1] - y) ** 2 >= step**2 for x, y in taken)),
        at,
    )


def _bands(root: Element, frame: Frame, matrix: Matrix) -> None:
    """From the highest to the lowest, each painted over the one above it."""
    floor = frame.y(frame.least_y)
    corners = [(frame.x(frame.least_x), floor), (frame.x(frame.most_x), floor)]
    lower = [None, *(band.up_to for band in matrix.bands[:-1])]
    for band, under in zip(reversed(matrix.bands), reversed(lower), strict=True):
        edge = frame.edge(band.up_to if band.up_to is not None else float("inf"))
        polygon = [corners[0], *edge, corners[1]]
        points = " ".join(f"{x},{y}" for x, y in polygon)
        _put(root, "polygon", points=points, fill=TINTS[band.rag], stroke=HAIR, stroke_width=2)
        top = edge[-1][1]
        bottom = floor if under is None else frame.edge(under)[-1][1]
        middle, at = (top + bottom) / 2, frame.x(frame.most_x) + 10
        _put(root, "text", band.name, x=at, y=middle, font_weight="bold", font_size=15)
        words = f"up to {band.up_to}" if band.up_to is not None else f"above {under}"
        _put(root, "text", words, x=at, y=middle + 18, fill=QUIET)


def _axes(root: Element, frame: Frame, matrix: Matrix) -> None:
    scale = matrix.probability
    floor = HEIGHT - BOTTOM
    for value in range(scale.least, scale.most + 1):
        _put(root, "text", str(value), x=frame.x(value), y=floor + 20, text_anchor="middle")
    ends = f" ({scale.word(scale.least)}; {scale.word(scale.most)})" if scale.steps else ""
    across = (LEFT + WIDTH - RIGHT) / 2
    _put(root, "text", f"{scale.name}{ends}", x=across, y=floor + 46, text_anchor="middle")
    span = matrix.most_harm - matrix.least_harm
    step = max(1, -(-span // (TICKS - 1)))
    for value in range(matrix.least_harm, matrix.most_harm + 1, step):
        _put(root, "text", str(value), x=LEFT - 8, y=frame.y(value) + 5, text_anchor="end")
    up = (TOP + floor) / 2
    turned = {"transform": f"rotate(-90 18 {up})"}
    _put(root, "text", "Mean harm score", x=18, y=up, text_anchor="middle", **turned)


def _put(parent: Element, name: str, text: str = "", **attributes: object) -> Element:
    made = SubElement(
        parent,
        f"{{{SVG}}}{name}",
        {key.replace("_", "-"): str(value) for key, value in attributes.items()},
    )
    made.text = text or None
    return made
