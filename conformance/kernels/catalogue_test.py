"""The catalogue on one booted kernel, as docs/kernel.md says it is.

usage: catalogue_test.py KERNEL [-v]     a name that scripts/fetch-kernel knows

Nothing is fetched here: without the kernel in the cache, or without QEMU, this is a skip. A statement whose verdict
differs from docs/kernel.md is a failure; when the statement, or the kernel, is right, write the page anew:
virnet conform --kernel all --format markdown >docs/kernel.md
"""
import json
import re
import sys

from program import TREE, Program, main

KERNEL = sys.argv.pop(1)
PAGE = TREE / "docs/kernel.md"
MARKS = {"pass": "yes", "fail": "**NO**", "skip": "skip"}


def column_of_page(kernel):
    """{(id, mode, sentence): mark} of the kernel's column; a skip's number does not matter."""
    lines = PAGE.read_text().splitlines()
    kernels = [line.split(" | ")[0].lstrip("| ") for line in lines[:40] if re.match(r"\| [\w./-]+ \| \d+\.", line)]
    column = 3 + kernels.index(kernel)
    marks = {}
    for line in lines:
        if not re.match(r"\| [A-Z]{3}-\d{3} \|", line):
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells[column]:
            mark = "skip" if re.fullmatch(r"\(\d+\)", cells[column]) else cells[column].split(":")[0]
            marks[cells[0], cells[1], re.sub(r"\\(.)", r"\1", cells[2])] = mark
    return marks


class Catalogue(Program):
    def test_holds_as_documented(self):
        done = self.run_program("conform", "--kernel", KERNEL, "--format", "json", timeout=540)
        for reason in ("is not in", "is not installed"):
            if done.returncode == 2 and reason in done.stderr:
                self.skipTest(done.stderr.strip())
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout[-4000:])
        report = json.loads(done.stdout)["kernels"][0]["report"]
        self.assertEqual(report["controls"], 2 * report["frames"])
        self.assertGreater(report["pass"], 200)
        found = {(s["id"], s["mode"], s["proves"]): MARKS[s["verdict"]] for s in report["statements"]}
        self.assertEqual(found, column_of_page(KERNEL))

    def test_keeps_frames_of_failures_apart(self):
        done = self.run_program("conform", "--kernel", KERNEL, "--only", "FRM-001", "--seed", "3", "--keep", timeout=540)
        if done.returncode == 2:
            self.skipTest(done.stderr.strip())
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"FRM-001  pass")
        self.assertEqual(self.files(), [])


main()
