"""A run chart for paper: the picture of the board, taken out of its page and given its colours as plain ones.

The typesetter reads SVG with a style sheet inside, but neither variables nor rules for screens. So the very
sheet of the board is laid in with what its variables are in print; what is added to it there is here too.
"""

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

from django.template.loader import render_to_string

from feedback.charts import RunChartDrawing

SHEET = Path(__file__).resolve().parents[1] / "static" / "feedback" / "chart.css"
WIDE = re.compile(r'<svg class="(rc rc-wide[^"]*)"(.*?)</svg>', re.DOTALL)
SAID = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A block with rules inside, for screens, printers or rooms of some width.
AT_BLOCK = re.compile(r"@[a-z-]+[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
VARIABLE = re.compile(r"var\((--[a-z0-9-]+)(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
# On a screen the wide picture is for wide rooms; the page is one.
SHOWN = ".rc-wide { display: block; }"
FONT = '"Libertinus Serif"'
# As in the rules for print of chart.css, but for what a colour printer may show.
PRINTED = {
    "--ink": "#14232b",
    "--ink-2": "#47565e",
    "--line": "#c9ced1",
    "--surface": "#ffffff",
    "--font": FONT,
}


class Drawn(NamedTuple):
    svg: str
    said: str


def drawn(chart: RunChartDrawing, strong: str, signal: str) -> Drawn:
    """Return the wide picture in these colours, and what it shows in words."""
    html = render_to_string("feedback/components/run_chart.html", {"chart": chart})
    found = WIDE.search(html)
    if found is None:
        raise ValueError(f"The template draws no wide picture of {chart.id}.")
    colours = PRINTED | {"--brand-600": strong, "--brand-700": strong, "--signal": signal}
    opening, inside = f'<svg class="run-chart {found[1]}"', found[2]
    head, _end, rest = inside.partition(">")
    svg = f'{opening} xmlns="http://www.w3.org/2000/svg"{head}><style>{sheet(colours)}</style>{rest}</svg>'
    said = SAID.search(inside)
    return Drawn(svg, " ".join(unescape(said[1]).split()) if said else chart.title)


def sheet(colours: dict[str, str]) -> str:
    """Return the rules for everybody, with plain values; a variable that is not known is its fallback."""
    rules = AT_BLOCK.sub("", COMMENT.sub("", SHEET.read_text(encoding="utf-8")))

    def plain(found: re.Match[str]) -> str:
        return colours.get(found[1]) or VARIABLE.sub(plain, found[2] or "currentColor")

    return VARIABLE.sub(plain, rules) + SHOWN
