"""What was fuzzed so far: docs/fuzzing.json, and the table of it in docs/fuzzing.md."""
import json

import campaign

BEGIN, END = "<!-- table: made by scripts/fuzz --record -->", "<!-- end of table -->"


def load(path):
    return json.loads(path.read_text()) if path.exists() else {"format_version": 1, "targets": {}}


def add(root, result, engine="libFuzzer"):
    path = root / "docs/fuzzing.json"
    book = load(path)
    entry = book["targets"].setdefault(result.target, {}).setdefault(
        engine, {"seconds": 0, "executions": 0, "crashes": 0})
    entry["seconds"] += result.seconds
    entry["executions"] += result.executions
    entry["crashes"] += len(result.crashes)
    entry.update(corpus_files=result.files, corpus_bytes=result.bytes, edges=result.coverage,
                 commit=campaign.commit_of(root))
    path.write_text(json.dumps(book, indent=1, sort_keys=True) + "\n")
    page = root / "docs/fuzzing.md"
    if page.exists():
        page.write_text(between(page.read_text(), BEGIN, END, table(book)))


def between(page, begin, end, text):
    """The page with this text between the two lines."""
    head, rest = page.split(begin)
    return head + begin + "\n" + text + end + rest.split(end)[1]


def table(book):
    lines = ["| target | engine | core time | executions | edges | corpus | crashes | commit |",
             "|---|---|--:|--:|--:|--:|--:|---|"]
    seconds = executions = 0
    for target, engines in sorted(book["targets"].items()):
        for engine, entry in sorted(engines.items()):
            seconds += entry["seconds"]
            executions += entry["executions"]
            lines.append(f"| {target} | {engine} | {clock(entry['seconds'])} | {entry['executions']:,} | "
                         f"{entry['edges']} | {entry['corpus_files']} files, {entry['corpus_bytes'] // 1024} KiB | "
                         f"{entry['crashes']} | {entry['commit']} |")
    lines.append(f"| all | | {clock(seconds)} | {executions:,} | | | | |")
    return "\n".join(lines) + "\n"


def clock(seconds):
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
