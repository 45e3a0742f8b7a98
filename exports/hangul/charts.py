"""Native charts as Hangul takes them: years as text, a legend in place of labels, both sexes on one side.

Hangul keeps a chart in DrawingML without a workbook. Readers of its files know axes of categories, yet not
axes of dates, labels of single points or bars below zero; each is turned into what all of them know.
"""

from datetime import date, timedelta
from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from exports.briefing.charts import NativeChart
from exports.powerpoint.design import EAST_ASIAN
from regions.database.languages import Language

_FIRST_DAY = date(1899, 12, 30)  # from which spreadsheets count days
_LEGEND_LETTERS = 800  # hundredths of a point


def hangul_chart(chart: NativeChart, language: Language) -> bytes:
    """Return `c:chartSpace` for a Hangul document."""
    root = etree.fromstring(chart.xml)
    for name in ("c:externalData", "c:chart/c:plotArea/c:layout"):
        for old in root.findall("/".join(qn(part) for part in name.split("/"))):
            old.getparent().remove(old)
    for labels in list(root.iter(qn("c:dLbls"))):
        labels.getparent().remove(labels)
    for axis in list(root.iter(qn("c:dateAx"))):
        _as_categories(axis)
        for categories in root.iter(qn("c:cat")):
            _as_text(categories)
    for bars in root.iter(qn("c:barChart")):
        _to_one_side(root, bars)
    _add_legend(root, language)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _as_categories(axis: Any) -> None:
    """Make an axis of dates one of categories, as many of them labelled as before."""
    step = axis.find(qn("c:majorUnit"))
    every = "1" if step is None else step.get("val")
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit"):
        for old in axis.findall(qn(f"c:{name}")):
            axis.remove(old)
    axis.tag = qn("c:catAx")
    axis.find(qn("c:numFmt")).set("formatCode", "General")
    for name, value in (("tickLblSkip", every), ("tickMarkSkip", every), ("noMultiLvlLbl", "0")):
        etree.SubElement(axis, qn(f"c:{name}")).set("val", value)


def _as_text(categories: Any) -> None:
    """Write years, which stood as days, as text: two digits, since not every reader leaves some out."""
    held = categories.find(qn("c:numRef"))
    if held is None:
        return
    cache = held.find(qn("c:numCache"))
    for old in cache.findall(qn("c:formatCode")):
        cache.remove(old)
    for value in cache.iter(qn("c:v")):
        value.text = f"{_FIRST_DAY + timedelta(days=int(float(value.text))):%y}"
    held.tag, cache.tag = qn("c:strRef"), qn("c:strCache")


def _to_one_side(root: Any, bars: Any) -> None:
    """Set bars that went to both sides of zero beside each other."""
    values = [value for series in bars.iter(qn("c:val")) for value in series.iter(qn("c:v"))]
    if not any(float(value.text) < 0 for value in values):
        return
    for value in values:
        value.text = value.text.removeprefix("-")
    bars.find(qn("c:grouping")).set("val", "clustered")
    for name, width in (("c:overlap", "0"), ("c:gapWidth", "30")):
        for element in bars.findall(qn(name)):
            element.set("val", width)
    for scaling in root.iterfind(f".//{qn('c:valAx')}/{qn('c:scaling')}"):
        for limit in (*scaling.findall(qn("c:max")), *scaling.findall(qn("c:min"))):
            scaling.remove(limit)


def _add_legend(root: Any, language: Language) -> None:
    legend = parse_xml(
        f'<c:legend {nsdecls("c", "a")}><c:legendPos val="t"/><c:overlay val="0"/><c:txPr><a:bodyPr/>'
        f'<a:p><a:pPr><a:defRPr sz="{_LEGEND_LETTERS}"><a:ea typeface="{EAST_ASIAN[language]}"/></a:defRPr>'
        "</a:pPr><a:endParaRPr/></a:p></c:txPr></c:legend>"
    )
    chart = root.find(qn("c:chart"))
    for old in chart.findall(qn("c:legend")):
        chart.remove(old)
    chart.find(qn("c:plotArea")).addnext(legend)
