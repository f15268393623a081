"""testdata/cases/lint: mistakes that people make, each with the findings that it must have and the text to the byte.

A case is a folder: in.xml; case.meta with `title`, `findings` ("LINE:COLUMN CODE", separated by commas, written by
hand) and perhaps `options`; said.txt, what the program prints for in.xml. VIRNET_UPDATE_DIAGNOSTICS=1 writes said.txt
anew; read the difference.
"""
import os
import re

from program import TREE, Program, main

CASES = sorted((TREE / "testdata/cases/lint").iterdir())


def meta_of(case):
    lines = (case / "case.meta").read_text().splitlines()
    return dict(line.split(": ", 1) for line in lines)


class LintCases(Program):
    def test_there_are_forty(self):
        self.assertGreaterEqual(len(CASES), 40)

    def test_findings(self):
        for case in CASES:
            with self.subTest(case.name):
                meta = meta_of(case)
                self.file("in.xml", (case / "in.xml").read_bytes())
                said = self.run_program("lint", "--quiet", *meta.get("options", "").split(), "in.xml").stdout
                found = re.findall(r"^in\.xml:(\d+:\d+): .*\[([\w-]+)\]$", said, re.MULTILINE)
                self.assertEqual(", ".join(map(" ".join, found)), meta["findings"])
                if "VIRNET_UPDATE_DIAGNOSTICS" in os.environ:
                    (case / "said.txt").write_text(said)
                self.assertEqual(said, (case / "said.txt").read_text())

    def test_the_readme_shows_what_is_said(self):
        said = (TREE / "testdata/cases/lint/the-example-of-the-readme/said.txt").read_text()
        self.assertIn("$ virnet lint lab.xml\n" + said.replace("in.xml:", "lab.xml:"), (TREE / "README.md").read_text())

    def test_names_stand_where_the_finding_is(self):
        """The text at the place is a part of the message, so that the message is about it."""
        for case in CASES:
            lines = (case / "in.xml").read_text().splitlines()
            for finding in re.finditer(r"^in\.xml:(\d+):(\d+): (.*)$", (case / "said.txt").read_text(), re.MULTILINE):
                with self.subTest((case.name, finding[0])):
                    place = lines[int(finding[1]) - 1][int(finding[2]) - 1:]
                    word = re.match(r"[^\s<>'=]+|.", place)[0].rstrip("/")
                    if "LINT-TEXT" not in finding[3] and "XML-SYNTAX" not in finding[3]:
                        self.assertIn(word, finding[3])


main()
