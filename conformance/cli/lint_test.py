"""virnet lint: text for people, JSON for programs."""
import json

from program import BAD, BAD_SAID, CANONICAL, Program, main

TYPO = "<network>\n  <name>n</name>\n  <bridge macTableManger='libvirt'/>\n</network>\n"


class Lint(Program):
    def outcome(self, *arguments):
        done = self.run_program(*arguments)
        return done.returncode, done.stdout, done.stderr

    def test_clean(self):
        self.file("a.xml", CANONICAL)
        self.expect("lint", "a.xml", err="1 document, 0 invalid, 0 findings\n")
        self.expect("lint", "-q", "a.xml")

    def test_text(self):
        self.file("bad.xml", BAD)
        self.file("fine.xml", CANONICAL)
        self.expect("lint", "bad.xml", "fine.xml", status=1, out=BAD_SAID, err="2 documents, 1 invalid, 1 finding\n")

    def test_a_warning_is_a_finding(self):
        self.file("typo.xml", TYPO)
        status, out, err = self.outcome("lint", "typo.xml")
        self.assertEqual((status, err), (1, "1 document, 0 invalid, 1 finding\n"))
        self.assertTrue(out.startswith("typo.xml:3:11: warning: "), out)
        self.assertIn("\n  |   <bridge macTableManger='libvirt'/>\n  |           ^~~~~~~~~~~~~~\n", out)
        self.assertIn("did you mean 'macTableManager'?", out)

    def test_json(self):
        self.file("d/a.xml", CANONICAL)
        self.file("d/z.xml", BAD)
        self.file("d/typo.xml", TYPO.replace(">n<", ">o<"))
        status, out, err = self.outcome("lint", "--format", "json", "d")
        self.assertEqual((status, err), (1, ""))
        report = json.loads(out)
        self.assertEqual(report["format_version"], 1)
        self.assertEqual([(f["path"], f["valid"], len(f["diagnostics"])) for f in report["files"]],
                         [("d/a.xml", True, 0), ("d/typo.xml", True, 1), ("d/z.xml", False, 1)])
        self.assertEqual(report["files"][2]["diagnostics"][0], {
            "code": "NET-BRIDGE-001", "severity": "error", "line": 3, "column": 18, "end_line": 3, "end_column": 19,
            "message": "'delay' is 'x', expected a number of seconds", "hint": "", "deviation": False})

    def test_json_of_nothing(self):
        (self.folder / "d").mkdir()
        status, out, _ = self.outcome("lint", "--format", "json", "d")
        self.assertEqual((status, json.loads(out)), (0, {"format_version": 1, "files": []}))

    def test_json_names_what_cannot_be_read(self):
        self.file("a.xml", CANONICAL)
        status, out, err = self.outcome("lint", "--format", "json", "missing.xml", "a.xml")
        self.assertEqual((status, err), (2, "virnet: cannot open 'missing.xml': No such file or directory\n"))
        self.assertEqual([(f["path"], f["valid"], f.get("error")) for f in json.loads(out)["files"]],
                         [("missing.xml", False, "cannot open 'missing.xml': No such file or directory"),
                          ("a.xml", True, None)])

    def test_json_of_bytes_that_are_no_text(self):
        self.file("a.xml", b"<network><name>a</name><\xff/></network>")
        status, out, _ = self.outcome("lint", "--format", "json", "a.xml")
        self.assertEqual(status, 1)
        self.assertFalse(json.loads(out)["files"][0]["valid"])

    def test_strict(self):
        self.file("a.xml", TYPO)
        self.assertIn("0 invalid", self.run_program("lint", "a.xml").stderr)
        self.assertIn("1 invalid", self.run_program("lint", "--strict", "a.xml").stderr)

    def test_deviation_is_marked(self):
        self.file("a.xml", "<!DOCTYPE network [<!ENTITY e 'x'>]><network><name>a</name></network>")
        out = self.run_program("lint", "--format", "json", "a.xml").stdout
        self.assertTrue(json.loads(out)["files"][0]["diagnostics"][0]["deviation"])
        self.assertIn("libvirt accepts this", self.run_program("lint", "a.xml").stdout)

    def test_color(self):
        self.file("bad.xml", BAD)
        self.assertIn("\033[", self.run_program("lint", "--color", "always", "bad.xml").stdout)
        for when in "auto", "never":
            self.assertNotIn("\033[", self.run_program("lint", "--color", when, "bad.xml").stdout)

    def test_control_characters_do_not_reach_the_terminal(self):
        self.file("a\033[2J.xml", "<network><name>a/\u009b2Jb</name></network>")
        out = self.run_program("lint", "a\033[2J.xml").stdout
        self.assertIn("NET-NAME-002", out)
        self.assertNotIn("\033", out)
        self.assertNotIn("\u009b", out)


main()
