"""Charts drawn from their specification, without a browser and without the network."""

from functools import cache
from pathlib import Path

import font_source_sans_pro
import vl_convert

from saferboard.core.document.tree import Chart
from saferboard.engines.charts.specification import specification


def svg(chart: Chart) -> str:
    """The chart as SVG. The same chart always gives the same text."""
    _know_our_font()
    return str(vl_convert.vegalite_to_svg(specification(chart), allowed_base_urls=[]))


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """The chart as PNG, ``scale`` pixels to a point of the SVG."""
    _know_our_font()
    picture = vl_convert.vegalite_to_png(specification(chart), scale=scale, allowed_base_urls=[])
    return bytes(picture)


@cache
def _know_our_font() -> None:
    vl_convert.register_font_directory(str(Path(font_source_sans_pro.__file__).parent / "files"))
