"""Coverage held against what it must be."""

# The compiler runs it, and no program does.
COMPILED_AWAY = {"parser/schema/element.h"}
GROUPS = {"parser": lambda path: path.startswith("parser/") and path != "parser/write/write.cc"
          and path not in COMPILED_AWAY,
          "writer": lambda path: path == "parser/write/write.cc",
          "model": lambda path: path.startswith("model/"),
          "netlink codec": lambda path: path.startswith(("bridge/netlink/codec", "bridge/netlink/decode",
                                                         "bridge/netlink/reply", "bridge/netlink/notification")),
          "bridge": lambda path: path.startswith("bridge/")}


def percent(counts, kind):
    total = sum(count[kind]["count"] for count in counts)
    return 0.0 if total == 0 else 100.0 * sum(count[kind]["covered"] for count in counts) / total


def measured(counts):
    """Lines and regions in percent, of each group and of each file."""
    result = {}
    for group, belongs in GROUPS.items():
        members = [count for path, count in counts.items() if belongs(path)]
        result[group] = (percent(members, "lines"), percent(members, "regions"))
    for path, count in sorted(counts.items()):
        result[path] = (percent([count], "lines"), percent([count], "regions"))
    return result


def table(counts):
    rows = [f"{'':44}  lines  regions"]
    rows += [f"{name:44} {lines:6.1f} {regions:8.1f}" for name, (lines, regions) in measured(counts).items()]
    return "\n".join(rows)


def missed(floors, counts):
    """One sentence for each floor that is not reached."""
    values = measured(counts)
    sentences = []
    for name, floor in floors.items():
        if name not in values:
            sentences.append(f"{name}: nothing of it was measured")
            continue
        for kind, value in zip(("lines", "regions"), values[name]):
            if value < floor.get(kind, 0):
                sentences.append(f"{name}: {value:.1f} % of {kind}, the floor is {floor[kind]} %")
    return sentences
