#!/usr/bin/env python3
"""Counts instructions of reading, checking and writing documents of some size and of twice that.

usage: growth_test.py GROWTH [--list] [--every N] [TEXT ...]

GROWTH is the program virnet-growth; the shapes of its documents are those whose name holds one of the texts, or all,
and of those that the schema table makes every Nth. --list shows each with its ratio, otherwise only those that are too high.
Counts depend on nothing but the code: no load of the machine changes them.
Exit status: 0 linear, 1 something grows faster, 77 there is no valgrind.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MOST = 2.3
# Of fewer instructions it does not matter; what is done once counts for more.
NOTHING = 20_000


def counted(folder):
    """The instructions of each call, in order."""
    dumps = sorted(folder.glob("out.*"), key=lambda path: int(path.suffix[1:]))
    for dump in dumps:
        yield int(re.search(r"^(?:summary|totals): (\d+)", dump.read_text(errors="replace"), re.MULTILINE)[1])


def measure(program, arguments):
    """(ratio of sizes, path, shape, instructions of the small and of the large document) of each path."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        function = "virnet_growth_measured"
        run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out",
                              "--collect-atstart=no", f"--toggle-collect={function}", f"--zero-before={function}",
                              f"--dump-after={function}", "--dump-line=no", program, *arguments],
                             capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{program} failed: {run.stderr}")
        counts = list(counted(folder))
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    if len(counts) < 2 * len(lines):
        sys.exit(f"{len(lines)} paths and only {len(counts)} counts: {run.stderr}")
    for i, (small, large, path, shape) in enumerate(lines):
        yield int(large) / int(small), path, shape, counts[2 * i], counts[2 * i + 1]


def main():
    program, *arguments = sys.argv[1:]
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed, and counts the instructions")
        return 77
    shown = "--list" in arguments
    wrong = paths = 0
    for sizes, path, shape, small, large in measure(program, [a for a in arguments if a != "--list"]):
        paths += 1
        ratio = large / max(small, NOTHING)
        too_high = ratio > MOST * sizes / 2
        wrong += too_high
        if shown or too_high:
            print(f"{ratio:6.2f}  {small:10} {large:11}  {path:21} {shape}{'  TOO HIGH' if too_high else ''}")
    print(f"{paths} paths, {wrong} of them grow faster than their documents")
    return 1 if wrong or paths == 0 else 0


sys.exit(main())
