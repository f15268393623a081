"""Time against the size of the document, both logarithmic, each peer a line: one SVG without help of a library."""
import math

WIDTH, HEIGHT = 860, 560
LEFT, RIGHT, TOP, BOTTOM = 80, 200, 30, 60
COLOURS = ["#0b62a4", "#d1495b", "#66a182", "#edae49", "#7b4b94", "#00798c", "#8d6a4f", "#444444", "#b5838d", "#3a86ff",
           "#9aa000", "#ff7f50"]


def drawn(results):
    lines = series(results)
    points = [point for line in lines.values() for point in line]
    if not points:
        return svg([])
    (x0, x1), (y0, y1) = (decades([p[i] for p in points]) for i in (0, 1))

    def x(value):
        return LEFT + (math.log10(value) - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT)

    def y(value):
        return HEIGHT - BOTTOM - (math.log10(value) - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM)

    parts = grid(x, y, x0, x1, y0, y1)
    for (name, line), colour, place in zip(lines.items(), COLOURS, label_places(lines, y)):
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in line)
        bold = 3 if "virnet" in name else 1.5
        parts.append(f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{bold}'/>")
        parts.append(f"<text x='{WIDTH - RIGHT + 8}' y='{place:.1f}' fill='{colour}'>{name}</text>")
    return svg(parts)


def series(results):
    """{what/who: [(bytes, ns), ...]} of the documents of one size."""
    lines = {}
    for name, result in results.items():
        what, who, size = name.split("/")
        if size.isdigit() and what != "process" and not who.endswith("-fresh"):
            lines.setdefault(f"{what} {who}", []).append((int(size), result["ns"]))
    return {name: sorted(line) for name, line in lines.items()}


def decades(values):
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def label_places(lines, y):
    """Beside the last point of each line, none on another."""
    wanted = sorted((y(line[-1][1]), i) for i, line in enumerate(lines.values()))
    places, last = {}, -math.inf
    for at, i in wanted:
        places[i] = last = max(at + 4, last + 15)
    return [places[i] for i in range(len(places))]


def grid(x, y, x0, x1, y0, y1):
    parts = []
    for power in range(x0, x1 + 1):
        at = x(10**power)
        parts.append(f"<line x1='{at:.1f}' y1='{TOP}' x2='{at:.1f}' y2='{HEIGHT - BOTTOM}' stroke='#ddd'/>")
        parts.append(f"<text x='{at:.1f}' y='{HEIGHT - BOTTOM + 20}' text-anchor='middle'>{amount(power, 'B')}</text>")
    for power in range(y0, y1 + 1):
        at = y(10.0**power)
        parts.append(f"<line x1='{LEFT}' y1='{at:.1f}' x2='{WIDTH - RIGHT}' y2='{at:.1f}' stroke='#ddd'/>")
        parts.append(f"<text x='{LEFT - 8}' y='{at + 4:.1f}' text-anchor='end'>{duration(power)}</text>")
    parts.append(f"<text x='{(LEFT + WIDTH - RIGHT) / 2}' y='{HEIGHT - 15}' text-anchor='middle'>"
                 "size of the document</text>")
    return parts


def amount(power, unit):
    prefix = ["", "k", "M", "G"][power // 3]
    return f"{10 ** (power % 3)} {prefix}{unit}"


def duration(power):
    return f"{10 ** (power % 3)} {['ns', 'us', 'ms', 's', 'ks'][power // 3]}"


def svg(parts):
    return "\n".join([f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' "
                      "font-family='sans-serif' font-size='12'>",
                      f"<rect width='{WIDTH}' height='{HEIGHT}' fill='white'/>", *parts, "</svg>", ""])
