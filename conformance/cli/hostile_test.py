"""Hostile names and values: what a document, a file name or a setting says never becomes a command to a terminal or a
CI, and every format stays readable for an independent parser."""
import json
import os
import re
import xml.etree.ElementTree as ElementTree

from program import Program, main

ESCAPE = "\x1b[31m"
COMMAND = "::error file=x::injected"
HIDDEN = "\u202e\u2066\u2028\u2029\u009b1A"
# What no output for people may hold: C0 but line feeds, DEL, C1, separators, marks of direction.
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")

NAMES = ["esc" + ESCAPE + ".xml", "line\n" + COMMAND + ".xml", "bidi" + HIDDEN + ".xml", "x\\# TODO y.xml",
         "percent%0A::error::x.xml", os.fsdecode(b"latin\xe9.xml")]
# Each breaks a rule, and shows its own line.
DOCUMENTS = {
    "value": f"<network><name>n</name><bridge delay='{COMMAND}{HIDDEN}'/></network>",
    "line": f"<network>\n<name>n</name>\n<bridge\n{COMMAND.replace('=x', '')}='1'/></network>",
    "text": f"<network><name>n</name>\n  ::add-mask::n<bridge delay='x'/>\n</network>",
    "element": "<network><name>n</name><b\u202eridge/></network>",
    "latin": "<?xml version='1.0' encoding='ISO-8859-1'?><network><name>n</name><bridge delay='\u00e9\u00e9'/></network>",
}


class Hostile(Program):
    def setUp(self):
        super().setUp()
        for i, name in enumerate(NAMES):
            text = list(DOCUMENTS.values())[i % len(DOCUMENTS)]
            path = self.folder / name
            path.write_bytes(text.encode("latin-1" if "ISO-8859-1" in text else "utf-8"))
        for name, text in DOCUMENTS.items():
            self.file(name + ".xml", text.encode("latin-1" if "ISO-8859-1" in text else "utf-8"))
        self.paths = [*NAMES, *(name + ".xml" for name in DOCUMENTS), "missing" + ESCAPE + "\n" + COMMAND]

    def output(self, *arguments):
        done = self.run_program(*arguments, *self.paths, errors="surrogateescape")
        self.assertIn(done.returncode, (1, 2), done.stderr)
        return done.stdout, done.stderr

    def assert_harmless(self, text, commands=False):
        text.encode()  # valid UTF-8
        self.assertIsNone(RAW.search(text), RAW.search(text))
        if commands:
            return
        for line in text.split("\n"):
            self.assertFalse(line.strip().startswith("::"), line)

    def test_text(self):
        for arguments in (("lint",), ("lint", "--strict"), ("fmt", "--check"), ("fmt", "--in-place")):
            with self.subTest(arguments):
                for text in self.output(*arguments):
                    self.assert_harmless(text)

    def test_github(self):
        out, err = self.output("lint", "--format", "github")
        self.assert_harmless(out, commands=True)
        self.assert_harmless(err)
        for line in out.splitlines():
            self.assertRegex(line, r"^::(error|warning|notice) file=[^:]+(,[a-zA-Z]+=[^:,]+)*::")

    def test_json(self):
        out, err = self.output("lint", "--format", "json")
        self.assertEqual(len(json.loads(out)["files"]), len(self.paths))
        self.assert_harmless(err)

    def test_sarif(self):
        out, err = self.output("lint", "--format", "sarif")
        run = json.loads(out)["runs"][0]
        self.assertFalse(run["invocations"][0]["executionSuccessful"])
        self.assertEqual(len(run["artifacts"]), len(self.paths))
        self.assert_harmless(err)

    def test_junit(self):
        out, err = self.output("lint", "--format", "junit")
        suites = ElementTree.fromstring(out)
        self.assertEqual(len(suites), len(self.paths))
        self.assertEqual(len(suites.findall(".//error")), 1)
        self.assert_harmless(err)

    def test_tap(self):
        out, err = self.output("conform", "--format", "tap")
        self.assert_harmless(err)
        points = [line for line in out.splitlines() if re.match("(not )?ok ", line)]
        self.assertEqual(len(points), len(self.paths))
        for point in points:
            # A directive begins at a '#' that no backslash takes the meaning from.
            self.assertNotRegex(point.replace("\\\\", ""), r"(?<!\\)#\s*(TODO|SKIP)")

    def test_settings(self):
        self.file("a.xml", "<network><name>n</name></network>")
        for text in (f'"k\\u001b[31m\\n{COMMAND}" = 1\n', f'ignore = ["\\u001b[31m\\n{COMMAND}"]\n'):
            with self.subTest(text):
                self.file(".virnet.toml", text)
                done = self.run_program("lint", "a.xml")
                self.assertEqual(done.returncode, 2)
                self.assert_harmless(done.stderr)

    def test_arguments(self):
        for arguments in (("explain", ESCAPE + "\n" + COMMAND), (ESCAPE + "\n" + COMMAND,),
                          ("lint", "--" + ESCAPE + "\n" + COMMAND), ("conform", "--only", ESCAPE + "\n" + COMMAND),
                          ("check", "missing\n" + COMMAND), ("plan", "missing\n" + COMMAND)):
            with self.subTest(arguments):
                done = self.run_program(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assert_harmless(done.stderr)


if __name__ == "__main__":
    main()
