"""Shapes as SVG paths, so that what a colour says is also said without it. Pure.

A hatch is drawn line by line rather than as a pattern: a pattern needs an id, and is lost where the
picture that holds it is not shown.
"""


def dot(x: float, y: float, radius: float) -> str:
    d = round(2 * radius, 1)
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{round(x - radius, 1)} {y}{arc} {d} 0{arc} {-d} 0z"


def diamond(x: float, y: float, radius: float) -> str:
    """A diamond as heavy as the dot is wider than it."""
    r = round(radius * 1.6, 1)
    return f"M{x} {round(y - r, 1)}l{r} {r} {-r} {r} {-r} {-r}z"


def crossed(x: float, y: float, radius: float) -> str:
    """A ring with a stroke through it, as one strikes something out."""
    r, d = round(radius * 2, 1), round(radius * 4, 1)
    ring = dot(x, y, round(radius * 1.3, 1))
    return f"{ring}M{round(x - r, 1)} {round(y + r, 1)}l{d} {-d}"


def triangle(x: float, y: float, radius: float, *, is_up: bool) -> str:
    r = round(radius * 1.6, 1)
    turn = -1 if is_up else 1
    return f"M{x} {round(y + turn * r, 1)}l{r} {round(-turn * 1.8 * r, 1)} {-2 * r} 0z"


def hatch(x: float, y: float, width: float, height: float, gap: float) -> str:
    """Slanted lines, `gap` apart, that end where the box does."""
    lines, across = [], gap / 2 - height
    while across < width:
        first, last = max(0.0, -across), min(height, width - across)
        if last > first:
            begin = f"{round(x + across + first, 1)} {round(y + first, 1)}"
            lines.append(f"M{begin}L{round(x + across + last, 1)} {round(y + last, 1)}")
        across += gap
    return "".join(lines)
