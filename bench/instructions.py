#!/usr/bin/env python3
"""Counts the instructions of the main paths and compares them with what is expected.

usage: instructions.py PATHS VIRNET [--update]

PATHS is the program virnet-paths. Each path is gone N and 2N times, so that what a program does only once falls out.
The salt of Expat's tables is another one in each process, so that parses count up to about 1 % more or less, however
often they are gone; a path that only begins with one is gone so often that it does not count.
What VIRNET does once, the dynamic loader with it, is counted as the lint of a small document from start to end.
Counts do not depend on the load of the machine, but on compiler and libraries: bench/instructions.json says of which
they are, and elsewhere the test is skipped. --update renews them.
Exit status: 0 as expected, 1 more or fewer than the tolerance allows, 77 cannot be said here.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

EXPECTED = pathlib.Path(__file__).with_name("instructions.json")
TOLERANCE = 0.03
PATHS = [("parse", 1000, 100), ("parse", 100000, 6), ("lint", 1000, 100), ("lint", 100000, 6), ("strict", 1000, 100),
         ("strict", 100000, 6), ("write", 1000, 200), ("write", 100000, 40)]


SMALL = "<network>\n  <name>small</name>\n  <bridge name='virbr9' macTableManager='libvirt'/>\n</network>\n"


def counted(*command):
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
                         capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin"})
    return int(re.search(r"Collected\s*:\s*(\d+)", run.stderr)[1])


def count(paths, virnet):
    counts = {f"{path} {size}": (counted(paths, path, size, 2 * times) - counted(paths, path, size, times)) // times
              for path, size, times in PATHS}
    with tempfile.TemporaryDirectory() as folder:
        document = pathlib.Path(folder) / "small.xml"
        document.write_text(SMALL)
        counts["start"] = counted(virnet, "lint", document)
    return counts


def toolchain(program):
    """What the counts depend on besides virnet: the libraries by name and content, the compiler, the processor."""
    comment = subprocess.run(["readelf", "-p", ".comment", program], capture_output=True, text=True).stdout
    compiler = " and ".join(sorted(set(re.findall(r"\]\s+(.*)", comment))))
    libraries = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture}\n", "libexpat1",
                                "libc6", "valgrind"], capture_output=True, text=True).stdout.split("\n")
    flags = pathlib.Path("/proc/cpuinfo").read_text() if pathlib.Path("/proc/cpuinfo").exists() else ""
    return [compiler, *filter(None, libraries), "avx2" if " avx2" in flags else "no avx2"]


def main():
    paths, virnet, update = sys.argv[1], sys.argv[2], "--update" in sys.argv[3:]
    if not shutil.which("valgrind"):
        print("skipped: valgrind is not installed")
        return 77
    here = toolchain(paths)
    if update:
        EXPECTED.write_text(json.dumps({"toolchain": here, "instructions": count(paths, virnet)}, indent=1) + "\n")
        return 0
    expected = json.loads(EXPECTED.read_text())
    if expected["toolchain"] != here:
        print(f"skipped: the counts are of {expected['toolchain']}, here is {here}; bench/instructions.py --update "
              "renews them")
        return 77
    wrong = 0
    for name, found in count(paths, virnet).items():
        change = found / expected["instructions"][name] - 1
        wrong += abs(change) > TOLERANCE
        print(f"{name:15} {found:11} instructions, {change:+.1%}{'  TOO FAR' if abs(change) > TOLERANCE else ''}")
    if wrong:
        print(f"more than {TOLERANCE:.0%} off; if that is meant: bench/instructions.py PATHS VIRNET --update")
    return 1 if wrong else 0


sys.exit(main())
