"""Hostile names and values: what a document, a file name or a setting says never becomes a command to a terminal or a
CI, and every format stays readable for an independent parser."""
import json
import os
import re
import signal
import xml.etree.ElementTree as ElementTree

from own_namespace import NETWORK, OwnNamespace
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


class Harmless(Program):
    def assert_harmless(self, text, commands=False):
        text.encode()  # valid UTF-8
        self.assertIsNone(RAW.search(text), RAW.search(text))
        if commands:
            return
        for line in text.split("\n"):
            self.assertFalse(line.strip().startswith(("::", "##[")), line)


class Hostile(Harmless):
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


class HostilePorts(Harmless):
    """Names of ports, links, guests and networks in what the verbs of bridges print, from files."""

    # As a state has them: valid text, a backslash doubled, other bytes as \\xNN.
    PORTS = {"v1\x1b[1A\x1b[2K\n" + COMMAND: "v1\x1b[1A\x1b[2K\n" + COMMAND, COMMAND: COMMAND, "##[error]v": "##[error]v",
             "v" + HIDDEN: "v" + HIDDEN, "<&>\"'": "<&>\"'", "v\\xff": os.fsdecode(b"v\xff"), "v\\\\xff": "v\\xff",
             "v\ufffd": "v\ufffd"}
    MACS = [f"52:54:00:00:00:{n:02x}" for n in range(len(PORTS))]
    NETWORK = "n\u202e\u2066\u2028" + COMMAND

    def setUp(self):
        super().setUp()
        self.file("n.xml", NETWORK.replace("<name>n<", f"<name>{self.NETWORK}<"))
        flags = {"learning": True, "flood": True, "isolated": False}
        ports = [{"name": name, "index": 10 + i, "mac": f"02:00:00:00:00:{i:02x}", "flags": flags, "promiscuity": 1}
                 for i, name in enumerate(self.PORTS)]
        # Each guest's address is on the next guest's port.
        self.fdb = [{"port": ports[i - 1]["name"], "mac": mac, "kind": "static"} for i, mac in enumerate(self.MACS)]
        others = [{"name": "other" + ESCAPE, "master": "m" + ESCAPE, "mac": "02:00:00:00:01:00"}]
        self.file("state.json", json.dumps({"format_version": 1, "observed": {
            "name": "br0", "index": 2, "settings": {"vlan_filtering": False}, "ports": ports, "fdb": self.fdb,
            "others": others}}))
        guests = [*self.PORTS.values(), "other" + ESCAPE, "missing" + ESCAPE]
        macs = [*self.MACS, "52:54:00:00:01:00", "52:54:00:00:01:01"]
        self.guests = [word for name, mac in zip(guests, macs) for word in ("--port", f"{name}={mac}")]

    def output(self, *arguments, status=1):
        done = self.run_program(*arguments, errors="surrogateescape")
        self.assertEqual(done.returncode, status, done.stderr)
        self.assert_harmless(done.stderr)
        return done.stdout

    def of_state(self, verb, *arguments, status=1):
        return self.output(verb, "n.xml", *self.guests, "--state", "state.json", *arguments, status=status)

    def test_text(self):
        for verb, status in (("check", 1), ("plan", 2)):
            with self.subTest(verb):
                text = self.of_state(verb, status=status)
                self.assert_harmless(text)
                self.assertIn("\\x1b[1A\\x1b[2K\\n" + COMMAND, text)

    def test_json(self):
        text = self.of_state("check", "--format", "json")
        self.assert_harmless(text)
        report = json.loads(text)
        names = {verdict["port"] for verdict in report["verdicts"]}
        self.assertLessEqual(set(self.PORTS), names)
        self.assertEqual([port["name"] for port in report["observed"]["ports"]], list(self.PORTS))
        self.assertEqual([entry["port"] for entry in report["observed"]["fdb"]], [entry["port"] for entry in self.fdb])
        self.assertEqual({port["port"] for port in report["promiscuity"]}, set(self.PORTS))
        # Each verdict about an entry names the port that has it.
        found = {verdict["port"]: verdict["found"] for verdict in report["verdicts"] if verdict["attribute"] == "entry"}
        for (name, holder) in zip(self.PORTS, [list(self.PORTS)[-1], *self.PORTS]):
            self.assertEqual(found[name], f"static on {holder}")
        self.file("again.json", text)
        again = self.output("check", "n.xml", *self.guests, "--state", "again.json", "--format", "json")
        self.assertEqual(again, text)

    def test_plan_json(self):
        text = self.of_state("plan", "--format", "json", status=2)
        self.assert_harmless(text)
        plan = json.loads(text)
        flags = {each["port"] for each in plan["operations"] if each["operation"] == "flags"}
        self.assertEqual(flags, set(self.PORTS))
        self.assertLessEqual(set(self.PORTS), {port["name"] for port in plan["desired"]["ports"]})

    def test_junit(self):
        text = self.of_state("check", "--format", "junit")
        self.assert_harmless(text)
        cases = ElementTree.fromstring(text).findall(".//testcase")
        failed = sum(case.find("failure") is not None for case in cases)
        report = json.loads(self.of_state("check", "--format", "json"))
        self.assertEqual(len(cases), len(report["verdicts"]))
        self.assertEqual(failed, sum(not verdict["ok"] for verdict in report["verdicts"]))

    def test_a_plan_that_is_reviewed(self):
        """No name hides lines of the plan that is shown before it is carried out."""
        self.guests = self.guests[:2 * len(self.PORTS)]
        self.of_state("plan", "-o", "plan.json")
        text = self.output("apply", "-n", "plan.json")
        self.assert_harmless(text)
        shown = [line for line in text.splitlines() if line.startswith("  port ")]
        self.assertEqual(len(shown), len(self.PORTS))

    def test_guests(self):
        """Sentences about guests, their devices and networks."""
        name = f"vm&#10;{COMMAND}&#x202e;"
        self.file("vm.xml", f"""<domain type='kvm' id='1'><name>{name}</name><devices>
            <interface type='bridge'><mac address='52:54:00:00:00:01'/><source network='other' bridge='br0'/>
              <target dev='v&#10;{COMMAND}'/></interface>
            <interface type='network'><mac address='52:54:00:00:00:02'/><source network='{self.NETWORK}'/></interface>
            </devices></domain>""")
        done = self.run_program("check", "n.xml", "--guests", "vm.xml", "--state", "state.json", errors="surrogateescape")
        self.assert_harmless(done.stdout)
        self.assert_harmless(done.stderr)
        self.assertIn("vm\\n" + COMMAND, done.stderr)


class HostileLinks(OwnNamespace, Harmless):
    """The same with ports of a kernel, as far as it takes such names."""

    PORTS = [b"v1\x1b[2K", b"v\xff", b"v\\xff", "v\u202e".encode(), "v\u009b1A".encode()]

    def setUp(self):
        super().setUp()
        self.do("ip link add br0 type bridge")
        for n, name in enumerate(self.PORTS):
            self.do(["ip", "link", "add", name, "type", "veth", "peer", "name", f"g{n}"],
                    ["ip", "link", "set", name, "master", "br0"])
        self.rest = ["n.xml", *self.netns]
        for n, name in enumerate(self.PORTS):
            self.rest += ["--port", f"{os.fsdecode(name)}=52:54:00:00:00:{n:02x}"]

    def output(self, *arguments, status=1):
        done = self.run_program(*arguments, errors="surrogateescape")
        self.assertEqual((done.returncode, done.stderr), (status, ""))
        self.assert_harmless(done.stdout)
        return done.stdout

    def test_every_verb(self):
        self.output("check", *self.rest)
        self.output("plan", *self.rest)
        ElementTree.fromstring(self.output("check", *self.rest, "--format", "junit"))
        report = json.loads(self.output("check", *self.rest, "--format", "json"))
        self.assertEqual(len({port["name"] for port in report["observed"]["ports"]}), len(self.PORTS))
        json.loads(self.output("plan", *self.rest, "--format", "json", "-o", "plan.json"))
        self.output("apply", "-n", "plan.json", *self.netns)
        self.output("apply", "plan.json", *self.netns, status=0)
        self.output("check", *self.rest, status=0)

    def test_watch(self):
        for format in ("text", "json"):
            with self.subTest(format):
                signal.alarm(30)  # ends the test where a line is missing
                for name in self.PORTS:
                    self.do(["bridge", "link", "set", "dev", name, "learning", "on"])
                watcher = self.start_virnet("watch", *self.rest, "--repair", "--format", format, errors="surrogateescape")
                lines = []
                while not lines or "repaired" not in lines[-1]:
                    lines.append(watcher.stdout.readline())
                for name in self.PORTS:
                    self.do(["bridge", "link", "set", "dev", name, "learning", "on"])
                while sum("mended" in line for line in lines) < len(self.PORTS):
                    lines.append(watcher.stdout.readline())
                watcher.kill()
                self.assert_harmless("".join(lines))
                if format == "json":
                    drifts = [json.loads(line) for line in lines if "drift" in line]
                    self.assertEqual(len({drift["port"] for drift in drifts}), len(self.PORTS))
                signal.alarm(0)


if __name__ == "__main__":
    main()
