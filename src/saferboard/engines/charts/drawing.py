"""Charts drawn from their specification, without a browser and without the network."""

from collections.abc import Iterable
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
import vl_convert
from pikepdf import Pdf

from saferboard.core.document.tree import Chart
from saferboard.engines.charts.specification import specification

REMEMBERED = 256


@lru_cache(maxsize=REMEMBERED)
def svg(chart: Chart) -> str:
    """The chart as SVG. The same chart always gives the same text, so a paper draws it once."""
    _know_our_font()
    return str(vl_convert.vegalite_to_svg(specification(chart), allowed_base_urls=[]))


def png(chart: Chart, scale: float = 2.0) -> bytes:
    """The chart as PNG, ``scale`` pixels to a point of the SVG."""
    return bytes(vl_convert.svg_to_png(svg(chart), scale=scale))


def pdf(charts: Iterable[Chart]) -> bytes:
    """One page a chart, without tags: what a partner's slides look like to a pack."""
    with Pdf.new() as slides:
        for chart in charts:
            with Pdf.open(BytesIO(vl_convert.svg_to_pdf(svg(chart)))) as page:
                slides.pages.extend(page.pages)
        made = BytesIO()
        slides.save(made, deterministic_id=True)
    return made.getvalue()


@cache
def _know_our_font() -> None:
    vl_convert.register_font_directory(str(Path(font_source_sans_pro.__file__).parent / "files"))
