"""A chart as Word draws it itself (ECMA-376 part 1, chapter 21.2): sharp on paper, with words for who cannot see it.

Word draws from the numbers kept in the part; a number that is hidden is not in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
EMU_PER_CM = 360_000
BREED = 16.0  # cm
GRIJS = "6F7A86"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


@dataclass(frozen=True)
class Grafiek:
    """What a chart shows: a word and its number, None where there is no bar. `kleur` is six hexadecimal digits."""

    titel: str
    omschrijving: str
    punten: Sequence[tuple[str, int | None]]
    kleur: str
    gekozen: str = ""  # the column that stands out; none: all bars are alike and lie down

    @property
    def hoogte(self) -> float:
        """In cm."""
        return 7.0 if self.gekozen else 1.4 + 0.75 * len(self.punten)


def geplaatst(document: WordDocument, grafiek: Grafiek, nummer: int) -> str:
    """Add the chart to the document; what stands in a run of text to show it there."""
    name = PackURI(f"/word/charts/grafiek{nummer}.xml")
    part = Part(name, CONTENT_TYPE, _chart(grafiek).encode(), document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return f'</w:t></w:r><w:r>{_drawing(grafiek, nummer, relation)}</w:r><w:r><w:t xml:space="preserve">'


def _drawing(grafiek: Grafiek, nummer: int, relation: str) -> str:
    wide, high = round(BREED * EMU_PER_CM), round(grafiek.hoogte * EMU_PER_CM)
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_WP}"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{1000 + nummer}" name="Grafiek {nummer}" title={quoteattr(grafiek.titel)}'
        f" descr={quoteattr(grafiek.omschrijving)}/>"
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _chart(grafiek: Grafiek) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_bars(grafiek)}{_axes(grafiek)}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_fill('FFFFFF')}<a:ln><a:noFill/></a:ln></c:spPr>"
        '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000"><a:latin typeface="Segoe UI"/></a:defRPr></a:pPr><a:endParaRPr lang="nl-NL"/></a:p></c:txPr>'
        "</c:chartSpace>"
    )


def _bars(grafiek: Grafiek) -> str:
    count = len(grafiek.punten)
    words = "".join(_point(at, word) for at, (word, _) in enumerate(grafiek.punten))
    numbers = "".join(_point(at, str(n)) for at, (_, n) in enumerate(grafiek.punten) if n is not None)
    return (
        f'<c:barChart><c:barDir val="{"col" if grafiek.gekozen else "bar"}"/><c:grouping val="clustered"/>'
        '<c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        "<c:tx><c:v>Aantal</c:v></c:tx>"
        f"<c:spPr>{_fill(grafiek.kleur)}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{"".join(_quiet_ones(grafiek))}'
        '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strLit><c:ptCount val="{count}"/>{words}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{numbers}</c:numLit></c:val>'
        '</c:ser><c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


def _point(at: int, value: str) -> str:
    return f'<c:pt idx="{at}"><c:v>{escape(value)}</c:v></c:pt>'


def _quiet_ones(grafiek: Grafiek) -> Iterator[str]:
    """Beside a chosen column the others are grey."""
    for at, (word, _) in enumerate(grafiek.punten):
        if grafiek.gekozen and word != grafiek.gekozen:
            yield (
                f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
                f"<c:spPr>{_fill(GRIJS)}</c:spPr></c:dPt>"
            )


def _axes(grafiek: Grafiek) -> str:
    """Lying bars read from the top down."""
    upright = bool(grafiek.gekozen)
    order, beside = ("minMax", ("b", "l")) if upright else ("maxMin", ("l", "t"))
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{beside[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="{int(not upright)}"/><c:axPos val="{beside[1]}"/>{_lines() if upright else ""}'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="1"/></c:valAx>'
    )


def _lines() -> str:
    return f'<c:majorGridlines><c:spPr><a:ln w="6350">{_fill("D5D3CC")}</a:ln></c:spPr></c:majorGridlines>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
