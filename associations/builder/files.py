"""The statutes as a Word file and as a PDF: the association's own paper, not the municipality's."""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from associations.builder.answers import Answers
from associations.builder.danish import clauses, title
from core import pdf

DANISH = "da-DK"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT = "Udkast – ikke vedtaget endnu"
SIGNATURES = ("Dirigent", "Formand")
# Level 0 numbers the clauses, level 1 the paragraphs of a clause, level 2 the points of a list.
_NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="77">
  <w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/>
    <w:lvlText w:val="§ %1."/><w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="Stk. %2."/><w:lvlJc w:val="left"/>
    <w:pPr><w:tabs><w:tab w:val="num" w:pos="794"/></w:tabs>
    <w:ind w:left="794" w:hanging="794"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%3."/><w:lvlJc w:val="left"/>
    <w:pPr><w:ind w:left="1247" w:hanging="453"/></w:pPr></w:lvl>
</w:abstractNum>
"""


def word(answers: Answers, *, is_draft: bool, at: datetime) -> bytes:
    """The statutes as DOCX, with real headings and numbering, for the association to edit."""
    document = Document()
    numbering = _number(document)
    _set_up(document, answers, at)
    if is_draft:
        _mark_as_draft(document)
    document.add_paragraph(title(answers), style="Title")
    for clause in clauses(answers):
        _numbered(document.add_paragraph(clause.heading, style="Heading 1"), numbering, 0)
        for text in clause.paragraphs:
            paragraph = document.add_paragraph(text, style="Normal")
            # A single paragraph needs no number of its own.
            if len(clause.paragraphs) > 1:
                _numbered(paragraph, numbering, 1)
        for point in clause.points:
            _numbered(document.add_paragraph(point, style="Normal"), numbering, 2)
    for who in SIGNATURES:
        line = document.add_paragraph(f"Dato og underskrift: {'_' * 40}\n{who}")
        line.paragraph_format.space_before = Pt(30)
        line.paragraph_format.keep_together = True
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _number(document: WordDocument) -> int:
    """Put our own list into the file; returns its number."""
    part = document.part.numbering_part.element
    part.insert(0, parse_xml(_NUMBERING))
    return part.add_num(77).numId


def _numbered(paragraph: Paragraph, numbering: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = numbering


def _set_up(document: WordDocument, answers: Answers, at: datetime) -> None:
    """Danish as the language, the association as the author, and a quiet look."""
    facts = document.core_properties
    facts.title, facts.author, facts.language = title(answers), answers.name, DANISH
    facts.comments = facts.keywords = facts.last_modified_by = ""
    facts.created = facts.modified = at.replace(tzinfo=None)
    styles = document.styles
    for language in styles.element.iter(qn("w:lang")):
        for kind in ("val", "eastAsia"):
            language.set(qn(f"w:{kind}"), DANISH)
    for name, size in (("Normal", 11), ("Heading 1", 13), ("Title", 20)):
        style = styles[name]
        style.font.size, style.font.name = Pt(size), "Calibri"
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), "Calibri")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Side ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)


def _mark_as_draft(document: WordDocument) -> None:
    header = document.sections[0].header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header.add_run(DRAFT).bold = True


def paper(answers: Answers, *, is_draft: bool) -> bytes:
    """The statutes as an archivable PDF."""
    facts = {
        "title": title(answers),
        "association": answers.name or title(answers),
        "draft": DRAFT if is_draft else "",
        "clauses": [
            {"heading": one.heading, "paragraphs": one.paragraphs, "points": one.points}
            for one in clauses(answers)
        ],
        "signatures": SIGNATURES,
        "line": "Dato og underskrift",
    }
    return pdf.render("associations/statutes", facts, language="da")
