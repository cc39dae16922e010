"""Make the styles of our Word files anew: ``python scripts/word_styles.py`` (developers only).

Pandoc's own reference document, with our type, colours, table lines, margins and page number.
"""

import subprocess
from pathlib import Path

import docx
import pypandoc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

TARGET = Path(__file__).parent.parent / "src/saferboard/engines/word/reference.docx"
INK, ACCENT, QUIET = RGBColor(11, 12, 12), RGBColor(29, 53, 87), RGBColor(80, 90, 95)
FONT = "Arial"  # on every reader's machine, unlike our typesetting font
STYLES = {
    # name: (size, bold, colour, space before, space after)
    "Normal": (11, False, INK, 0, 6),
    "Body Text": (11, False, INK, 4, 6),
    "First Paragraph": (11, False, INK, 4, 6),
    "Compact": (11, False, INK, 2, 2),
    "Title": (20, True, ACCENT, 0, 6),
    "Subtitle": (12, True, ACCENT, 0, 2),
    "Author": (11, False, QUIET, 0, 2),
    "Date": (11, False, QUIET, 0, 12),
    "Heading 1": (14, True, ACCENT, 18, 6),
    "Heading 2": (12, True, ACCENT, 14, 4),
    "Heading 3": (11, True, ACCENT, 12, 4),
    "Table Caption": (10.5, True, INK, 14, 4),
    "Caption": (10.5, True, INK, 14, 4),
    "Table Text": (8.5, False, INK, 1.5, 1.5),
    "Small Table Text": (8, False, INK, 1.5, 1.5),
    "Table Note": (9, False, QUIET, 2, 12),
    "Contact Heading": (11, True, ACCENT, 18, 2),
    "Contact": (11, False, INK, 0, 2),
}
TABLE_LINES = f"""<w:tblPr {nsdecls("w")}><w:tblBorders>
<w:top w:val="single" w:sz="8" w:color="1D3557"/>
<w:bottom w:val="single" w:sz="4" w:color="B1B4B6"/>
<w:insideH w:val="single" w:sz="4" w:color="B1B4B6"/></w:tblBorders>
<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>
</w:tblPr>"""
HEADER_ROW = f"""<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="1D3557"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>"""
PAGE_FIELD = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def main() -> None:
    """Write the reference document."""
    pandoc = pypandoc.get_pandoc_path()
    subprocess.run(
        [pandoc, "-o", TARGET, "--print-default-data-file", "reference.docx"], check=True
    )
    document = docx.Document(str(TARGET))
    styles = {style.name: style for style in document.styles}
    for name, (size, bold, colour, before, after) in STYLES.items():
        style = styles.get(name) or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name not in styles:
            style.base_style = styles["Body Text"]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        for spaced in style.element.rPr.findall(qn("w:spacing")):
            style.element.rPr.remove(spaced)
        # The theme's fonts would win over the name.
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        # A table's style makes its header bold; a paragraph style that says "not bold" would win.
        if "Table Text" in name:
            style.font.bold = None
        style.font.color.rgb = colour
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        style.paragraph_format.keep_with_next = bold
    table = styles["Table"].element
    for old in (*table.findall(qn("w:tblPr")), *table.findall(qn("w:tblStylePr"))):
        table.remove(old)
    table.append(parse_xml(TABLE_LINES))
    table.append(parse_xml(HEADER_ROW))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.append(parse_xml(PAGE_FIELD))
    document.save(str(TARGET))


if __name__ == "__main__":
    main()
