"""A platform's colour on paper: the hex values of tokens.css, because a printer knows no OKLCH."""

from dataclasses import dataclass

SHARED = {
    "paper": "#faf9f6",
    "ink": "#14232b",
    "ink-2": "#47565e",
    "wait": "#0e6549",
    "doctor": "#8e5300",
    "acute": "#a21a1b",
}


@dataclass(frozen=True)
class Brand:
    """One hue from dark to light; each step has the same lightness in every hue, so the same contrast."""

    dark: str
    strong: str
    soft: str
    pale: str


BRANDS = {
    0: Brand("#6c3246", "#874058", "#e7aabc", "#feeaef"),
    30: Brand("#6e342b", "#8a4338", "#eaaca1", "#ffebe7"),
    60: Brand("#683b0e", "#834b14", "#e2b38d", "#fcede2"),
    90: Brand("#594500", "#705800", "#d0bc86", "#f6f0e0"),
    120: Brand("#424e10", "#546316", "#b7c58f", "#eef3e2"),
    150: Brand("#1f542e", "#296a3b", "#9ccca4", "#e6f5e8"),
    180: Brand("#005449", "#016a5d", "#86cebf", "#e1f5f1"),
    210: Brand("#01515c", "#016774", "#82cbd8", "#e0f5f8"),
    240: Brand("#0d4d71", "#13618d", "#91c5ea", "#e4f3fe"),
    270: Brand("#364475", "#455793", "#abbcef", "#eaf0ff"),
    300: Brand("#4f3c6e", "#644c8a", "#c5b3e8", "#f2edfd"),
    330: Brand("#61355d", "#7a4475", "#daadd5", "#f9ebf7"),
}


def brand(hue: int) -> Brand:
    """Return the colours of a hue; one that is not in the table is printed in the nearest that is."""
    return BRANDS[min(BRANDS, key=lambda known: min((known - hue) % 360, (hue - known) % 360))]
