"""virnet lint --format sarif, junit and github: what the readers of these formats rely on."""
import json
import re
import xml.etree.ElementTree

from program import Program, main

DOCUMENTS = {
    "fine.xml": "<network>\n  <name>n</name>\n</network>\n",
    "typo.xml": "<network>\n  <name>\u00fc</name>\n  <bridge macTableManger='libvirt' delay='x'/>\n</network>\n",
    "odd 100%:name,.xml": "<network>\n  <name>n</name>\n  <bridge macTableManager='libvirt'/>\n</network>\n",
    "bytes.xml": b"<network><name>a</name><b\xff/></network>",
}


class Reports(Program):
    def setUp(self):
        super().setUp()
        for name, text in DOCUMENTS.items():
            self.file("d/" + name, text)

    def report(self, format):
        done = self.run_program("lint", "--format", format, "d")
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        return done.stdout

    def findings(self):
        report = json.loads(self.report("json"))
        return [(f["path"], d) for f in report["files"] for d in f["diagnostics"]]

    def test_sarif(self):
        log = json.loads(self.report("sarif"))
        self.assertEqual(log["version"], "2.1.0")
        run, = log["runs"]
        self.assertEqual(run["columnKind"], "unicodeCodePoints")
        rules = run["tool"]["driver"]["rules"]
        self.assertEqual(len({rule["id"] for rule in rules}), len(rules))
        findings = self.findings()
        self.assertEqual(len(run["results"]), len(findings))
        for result, (path, d) in zip(run["results"], findings):
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            self.assertEqual((result["ruleId"], result["level"]), (d["code"], d["severity"]))
            self.assertTrue(result["message"]["text"].startswith(d["message"]))
            place = result["locations"][0]["physicalLocation"]
            self.assertRegex(place["artifactLocation"]["uri"], r"^d/[\w.%-]+$")
            self.assertEqual(place["region"], {"startLine": d["line"], "startColumn": d["column"],
                                               "endLine": d["end_line"], "endColumn": d["end_column"]})
        for rule in rules:
            self.assertTrue(rule["help"]["text"] and rule["shortDescription"]["text"])
        fixes = [fix for result in run["results"] for fix in result.get("fixes", [])]
        replacement = fixes[0]["artifactChanges"][0]["replacements"][0]
        self.assertEqual(replacement, {
            "deletedRegion": {"startLine": 3, "startColumn": 11, "endLine": 3, "endColumn": 25},
            "insertedContent": {"text": "macTableManager"}})

    def test_junit(self):
        suites = xml.etree.ElementTree.fromstring(self.report("junit").encode())
        self.assertEqual([suite.get("name") for suite in suites], sorted("d/" + name for name in DOCUMENTS))
        for suite in suites:
            cases = suite.findall("testcase")
            self.assertEqual(int(suite.get("tests")), len(cases))
            self.assertEqual(int(suite.get("failures")), len(suite.findall("testcase/failure")))
            self.assertGreaterEqual(len(cases), 1)
        failures = [f.get("message") for f in suites.iter("failure")]
        self.assertEqual(failures, [d["message"] for _, d in self.findings() if d["severity"] != "note"])

    def test_github(self):
        lines = self.report("github").splitlines()
        self.assertEqual(len(lines), len(self.findings()))
        for line in lines:
            self.assertRegex(line, r"^::(error|warning|notice) file=d/[^:,]+,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,"
                                   r"title=[A-Z0-9-]+::.+$")
        self.assertTrue(any("odd 100%25%3Aname%2C.xml" in line for line in lines))


main()
