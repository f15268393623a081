"""docs/performance.md: what the script makes stands between two marks, the rest is written by hand."""
import pathlib
import platform

COUNTS = ("fdb", "flags", "dump")  # whose input is a number of entries or ports, not of bytes
BEGIN, END = "<!-- made by scripts/bench: begin -->", "<!-- made by scripts/bench: end -->"


def made_of(context, repetitions, results, verdicts):
    parts = [machine(context, repetitions), bars_table(verdicts)]
    for what in ("parse", "lint", "write", "process", "copy", "fdb", "flags", "dump"):
        parts.append(table(what, results))
    return "\n\n".join(part for part in parts if part) + "\n"


def machine(context, repetitions):
    versions = ", ".join(f"{key} {context[key].removeprefix('expat_')}"
                         for key in ("expat", "libvirt", "libxml2", "pugixml") if key in context)
    return (f"Measured {context['date'][:10]} on {cpu()}, {context['num_cpus']} processors, {platform.system()} "
            f"{platform.release()}; g++ {context['compiler']}, -O3; {versions}; seed {context['seed']}. Medians of "
            f"{repetitions} rounds, in each of which everything about one document is measured once, in random "
            "order; of a bar the median of the ratios within a round.")


def cpu():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def bars_table(verdicts):
    if not verdicts:
        return ""
    rows = [[v["what"], v["bar"], v["measured"], "yes" if v["met"] else "**no**"] for v in verdicts]
    return markdown(["what", "bar", "measured", "met"], rows)


def table(what, results):
    """Who against which input, times."""
    names = [name.split("/") for name in results if name.startswith(what + "/")]
    inputs = sorted({n[2] for n in names}, key=lambda i: (not i.isdigit(), int(i) if i.isdigit() else 0, i))
    rows = []
    for who in dict.fromkeys(n[1] for n in names):
        cells = [results.get(f"{what}/{who}/{i}") for i in inputs]
        rows.append([who] + [time(cell["ns"]) if cell else "" for cell in cells])
    shown = [f"{int(i):,}" for i in inputs] if what in COUNTS else [size(i) for i in inputs]
    return markdown([what] + shown, rows) if rows else ""


def size(name):
    if not name.isdigit():
        return name
    number = int(name)
    for unit, factor in (("MB", 10**6), ("KB", 10**3)):
        if number >= factor:
            return f"{number // factor} {unit}"
    return f"{number} B"


def time(ns):
    for unit, factor in (("s", 1e9), ("ms", 1e6), ("us", 1e3)):
        if ns >= factor:
            return f"{ns / factor:.3g} {unit}"
    return f"{ns:.3g} ns"


def markdown(head, rows):
    widths = [max(len(row[i]) for row in [head] + rows) for i in range(len(head))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths)) for row in [head] + rows]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def write(path, text):
    """Replaces what stands between the marks; a new file is the text alone."""
    old = path.read_text() if path.exists() else f"{BEGIN}\n{END}\n"
    before, rest = old.split(BEGIN)
    after = rest.split(END)[1]
    path.write_text(f"{before}{BEGIN}\n{text}{END}{after}")
