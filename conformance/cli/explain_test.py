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


main()
