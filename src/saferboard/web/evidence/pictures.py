"""A core chart as inline SVG: drawn once, kept on disk, with each mark's figure in words."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from saferboard.core.document.tree import Chart
from saferboard.engines.charts.drawing import svg

SVG = "http://www.w3.org/2000/svg"
MARKS = {"point", "bar"}
WHERE = re.compile(r"(?:Month|Where): ([^;]+)")
# Raise when what is done to a drawing changes, so that kept ones are drawn again.
VERSION = "2"
MARGIN = 14


def picture(chart: Chart) -> SafeString:
    """The chart's SVG for a page. The same chart is drawn once and then read from the cache."""
    key = hashlib.sha256(f"{VERSION} {chart!r}".encode()).hexdigest()
    path = Path(settings.CACHE) / "charts" / f"{key}.svg"
    try:
        drawn = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        drawn = readable(svg(chart), chart, key[:12])
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(drawn)
        Path(draft).replace(path)
    return mark_safe(drawn)  # noqa: S308 -- our own drawing, built by an XML writer


def readable(drawn: str, chart: Chart, key: str) -> str:
    """The drawing as one image with a title and a description, each mark titled by its figure."""
    said = figures(chart)
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawn)  # noqa: S314 -- our own drawing
    for element in root.iter():
        label = element.attrib.pop("aria-label", "")
        kind = element.attrib.pop("aria-roledescription", None)
        for name in ("role", "aria-hidden", "class"):
            element.attrib.pop(name, None)
        place = WHERE.search(label)
        if kind in MARKS and place is not None and place[1] in said:
            element.set("data-figure", said[place[1]])
            ElementTree.SubElement(element, f"{{{SVG}}}title").text = said[place[1]]
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    # The fonts of a browser run wider than the one the drawing was measured with.
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    root.set("viewBox", f"{left - MARGIN:g} {top:g} {width + 2 * MARGIN:g} {height:g}")
    root.attrib |= {"role": "img", "aria-labelledby": f"t{key} d{key}", "class": "sb-chart__svg"}
    for name, text in (("desc", chart.summary), ("title", chart.title)):
        element = ElementTree.Element(f"{{{SVG}}}{name}", {"id": f"{name[0]}{key}"})
        element.text = text
        root.insert(0, element)
    return ElementTree.tostring(root, encoding="unicode")


def figures(chart: Chart) -> dict[str, str]:
    """What each row of the chart's table says, by its first cell: ``May 2020: events 41``."""
    names = [column.name[0].lower() + column.name[1:] for column in chart.table.columns]
    return {
        row[0]: f"{row[0]}: "
        + ", ".join(f"{name} {cell}" for name, cell in zip(names[1:], row[1:], strict=True))
        for row in chart.table.rows
    }
