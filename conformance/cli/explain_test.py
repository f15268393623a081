"""virnet explain: one rule in words, all of them as a list, as JSON and as the reference page."""
import json
import re

from program import TREE, Program, main


class Explain(Program):
    def test_one_rule(self):
        done = self.run_program("explain", "NET-BRIDGE-002")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertTrue(done.stdout.startswith("NET-BRIDGE-002 (error, all releases)\nunknown 'macTableManager'\n"))
        self.assertIn("\nnot\n  <bridge name='br0' macTableManager='Libvirt'/>\nbut\n", done.stdout)

    def test_case_does_not_matter(self):
        self.assertEqual(self.run_program("explain", "lint-stp").stdout,
                         self.run_program("explain", "LINT-STP").stdout)

    def test_an_unknown_rule(self):
        self.expect("explain", "LINT-STPP", status=2,
                    err="virnet: there is no rule 'LINT-STPP', did you mean 'LINT-STP'?; virnet explain --all lists them\n")

    def test_no_rule(self):
        self.expect("explain", status=2, err="virnet: give the code of a rule, or --all\n")
        self.expect("explain", "--all", "LINT-STP", status=2, err="virnet: give the code of a rule, or --all\n")

    def test_all(self):
        page = self.run_program("explain", "--all", "--format", "markdown").stdout
        self.assertEqual(page, (TREE / "docs/rules.md").read_text())
        rules = json.loads(self.run_program("explain", "--all", "--format", "json").stdout)["rules"]
        codes = [rule["code"] for rule in rules]
        self.assertEqual(sorted(re.findall(r"^### (\S+)$", page, re.MULTILINE)), sorted(codes))
        listed = self.run_program("explain", "--all").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in listed], codes)

    def test_of_one_release(self):
        codes = {release: [rule["code"] for rule in json.loads(self.run_program(
            "explain", "--all", "--libvirt", release, "--format", "json").stdout)["rules"]]
            for release in ("7.0", "12.8")}
        self.assertEqual(("XML-EPI-003" in codes["7.0"], "XML-EPI-003" in codes["12.8"]), (False, True))
        listed = self.run_program("explain", "--all", "--libvirt", "7.0").stdout.splitlines()
        self.assertEqual([line.split()[0] for line in listed], codes["7.0"])
        explained = self.run_program("explain", "XML-EPI-003").stdout
        self.expect("explain", "XML-EPI-003", "--libvirt", "12.8", out=explained)
        self.expect("explain", "XML-EPI-003", "--libvirt", "9.0", status=1, out=explained,
                    err="virnet: XML-EPI-003 does not hold in libvirt 9.0; it holds since libxml2 2.15\n")
        done = self.run_program("explain", "--all", "--libvirt", "7.0", "--format", "markdown")
        self.assertEqual((done.returncode, done.stdout), (2, ""))


main()
