"""virnet lint over a folder: networks that take something from each other, settings in .virnet.toml, ranges of releases."""
import os
import re

from program import Program, main

QUIET = ("lint", "--quiet", "--format", "github")


def network(name, uuid, body=""):
    return (f"<network>\n  <name>{name}</name>\n  <uuid>c8c2a5f0-6a0f-4c1f-9a5e-{uuid:012x}</uuid>\n{body}</network>\n")


def bridge(name):
    return f"  <bridge name='{name}'/>\n"


def ip(address, prefix):
    return f"  <ip address='{address}' prefix='{prefix}'/>\n"


class Findings(Program):
    def findings(self, *arguments):
        """(file, line, column, code) of each finding."""
        found = []
        for line in self.run_program(*QUIET, *arguments).stdout.splitlines():
            fields = dict(field.split("=") for field in line.split("::")[1].split(" ", 1)[1].split(","))
            found.append((fields["file"], int(fields["line"]), int(fields["col"]), fields["title"]))
        return found


class Folder(Findings):
    def test_bridges(self):
        self.file("d/a.xml", network("a", 1, bridge("br0")))
        self.file("d/b.xml", network("b", 2, bridge("br0")))
        self.assertEqual(self.findings("d"), [("d/b.xml", 4, 17, "DEF-CONF-003")])

    def test_a_bridge_of_the_host_may_be_shared(self):
        forward = "  <forward mode='bridge'/>\n"
        self.file("d/a.xml", network("a", 1, forward + bridge("br0")))
        self.file("d/b.xml", network("b", 2, forward + bridge("br0")))
        self.assertEqual(self.findings("d"), [])

    def test_names_and_uuids(self):
        self.file("d/a.xml", network("a", 1))
        self.file("d/b.xml", network("a", 2))
        self.file("d/c.xml", network("c", 1))
        self.file("d/d.xml", network("a", 1))
        self.assertEqual(self.findings("d"), [("d/b.xml", 2, 9, "DEF-CONF-002"), ("d/c.xml", 3, 9, "DEF-CONF-001"),
                                              ("d/d.xml", 2, 9, "LINT-SAME-NETWORK")])

    def test_addresses(self):
        self.file("d/a.xml", network("a", 1, "  <mac address='52:54:00:00:00:01'/>\n" + ip("10.0.0.1", 8)))
        self.file("d/b.xml", network("b", 2, "  <mac address='52:54:00:00:00:01'/>\n" + ip("10.7.0.1", 24)))
        self.assertEqual(self.findings("d"), [("d/b.xml", 4, 17, "LINT-SAME-MAC"), ("d/b.xml", 5, 16, "LINT-SUBNETS")])

    def test_folders_are_apart(self):
        self.file("d/a.xml", network("a", 1, bridge("br0")))
        self.file("e/a.xml", network("b", 2, bridge("br0")))
        self.assertEqual(self.findings("d", "e"), [])

    def test_a_comment_silences(self):
        self.file("d/a.xml", network("a", 1, bridge("br0")))
        self.file("d/b.xml", network("b", 2, "  <!-- virnet: ignore DEF-CONF-003 -->\n" + bridge("br0")))
        self.assertEqual(self.findings("d"), [])

    def test_ignore(self):
        self.file("d/a.xml", network("a", 1, bridge("br0") + ip("10.0.0.1", 8)))
        self.file("d/b.xml", network("b", 2, bridge("br0") + ip("10.0.0.1", 8)))
        self.assertEqual(len(self.findings("d")), 2)
        self.assertEqual(len(self.findings("--ignore", "LINT-SUBNETS", "d")), 1)
        self.assertEqual(self.findings("--ignore", "LINT-*,DEF-CONF-003", "d"), [])

    def test_lint_has_its_say_where_the_schema_has_not(self):
        self.file("a.xml", network("a", 1, "  <bridge name='br0' stp='no'/>\n  <mtu size='9000'>text</mtu>\n"))
        codes = lambda *ignored: [finding[3] for finding in self.findings("--strict", "a.xml", *ignored)]
        self.assertEqual(codes(), ["STRICT-012", "STRICT-005"])
        self.assertEqual(codes("--ignore", "STRICT-012"), ["LINT-STP", "STRICT-005"])
        self.assertEqual(codes("--ignore", "STRICT-*"), ["LINT-STP", "LINT-TEXT"])
        self.assertEqual(codes("--ignore", "STRICT-*,LINT-STP"), ["LINT-TEXT"])

    def test_the_host_has_the_virtual_functions(self):
        self.file("sys/bus/pci/devices/0000:05:10.1/physfn", "")
        self.file("sys/bus/pci/devices/0000:05:00.0/vendor", "")
        address = "    <address type='pci' domain='0' bus='5' slot='{}' function='{}'/>\n"
        body = ("  <forward mode='hostdev'>\n" + address.format("0x10", 1) + address.format(0, 0) +
                "    <!-- virnet: ignore DEF-CONF-004 -->\n" + address.format(0, 1) + "  </forward>\n")
        self.file("a.xml", network("a", 1, body))
        self.assertEqual(self.findings("a.xml"), [])
        self.assertEqual(self.findings("--sysfs", "sys", "a.xml"), [("a.xml", 6, 6, "DEF-CONF-004")])
        self.assertEqual(self.findings("--sysfs", "sys", "--ignore", "DEF-CONF-004", "a.xml"), [])
        self.file("a.xml", network("a", 1, "  <forward mode='bridge'/>\n  <bridge name='br0'/>\n"))
        self.assertEqual(self.findings("--sysfs", "sys", "a.xml"), [])
        self.expect("lint", "--sysfs", "nowhere", "a.xml", status=2,
                    err="virnet: --sysfs: Directory does not exist: nowhere; see virnet --help\n")

    def test_what_cannot_be_ignored(self):
        self.expect("lint", "--ignore", "NET-NAME-001", "d", status=2,
                    err="virnet: --ignore: 'NET-NAME-001' cannot be ignored, libvirt refuses such a document; "
                        "see virnet --help\n")
        self.expect("lint", "--ignore", "LINT-STPP", "d", status=2,
                    err="virnet: --ignore: there is no rule 'LINT-STPP', did you mean 'LINT-STP'?; see virnet --help\n")


class Settings(Findings):
    STP = "  <bridge name='br0' stp='no'/>\n"

    def test_found_upwards(self):
        self.file("d/e/a.xml", network("a", 1, self.STP))
        self.assertEqual(len(self.findings("d/e/a.xml")), 1)
        self.file("d/.virnet.toml", 'ignore = ["LINT-STP"]\n')
        self.assertEqual(self.findings("d/e/a.xml"), [])
        self.file("d/e/.virnet.toml", "")
        self.assertEqual(len(self.findings("d/e/a.xml")), 1)

    def test_each_key(self):
        self.file("a.xml", network("a", 1, "  <title>t</title>\n" + self.STP + "  <vlan><tag id='5'/></vlan>\n"))
        for text, codes in (("", {"LINT-STP", "DEF-VLAN-001"}),
                            ('libvirt = "9.0..11.3"', {"LINT-NEWER", "LINT-STP", "DEF-VLAN-001"}),
                            ("strict = true", {"STRICT-012", "DEF-VLAN-001"}),
                            ('ignore = ["LINT-STP"]', {"DEF-VLAN-001"})):
            with self.subTest(text):
                self.file(".virnet.toml", text + "\n")
                self.assertEqual({finding[3] for finding in self.findings("a.xml")}, codes)
        self.assertIn("1 invalid", self.run_program("lint", "--define", "a.xml").stderr)
        self.file(".virnet.toml", "define = true\n")
        self.assertIn("1 invalid", self.run_program("lint", "a.xml").stderr)

    def test_the_command_line_wins(self):
        self.file("a.xml", network("a", 1, "  <title>t</title>\n"))
        self.file(".virnet.toml", 'libvirt = "9.0"\n')
        self.assertEqual(len(self.findings("a.xml")), 1)
        self.assertEqual(self.findings("--libvirt", "12.8", "a.xml"), [])

    def test_a_wrong_file(self):
        self.file("a.xml", network("a", 1))
        for text, why in (("ignore = [", "1:11: "), ("[{", " this is not TOML"), ("strikt = true\n", "1:10: unknown key 'strikt', did you mean 'strict'?"),
                          ('strict = "yes"\n', "1:10: 'strict' is neither true nor false"),
                          ('libvirt = "6.9"\n', "1:11: 'libvirt': '6.9' is neither a libvirt release from 7.0 on"),
                          ('ignore = "LINT-STP"\n', "1:10: 'ignore' is no list of rules"),
                          ('ignore = ["LINT-STP", 1]\n', "1:23: 'ignore' holds something that is no string")):
            with self.subTest(text):
                path = self.file(".virnet.toml", text)
                done = self.run_program("lint", "a.xml")
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertTrue(done.stderr.startswith(f"virnet: {path}:{why}"), done.stderr)

    def test_a_pipe_is_no_file(self):
        self.file("a.xml", network("a", 1))
        os.mkfifo(self.folder / ".virnet.toml")
        self.expect("lint", "a.xml", status=2,
                    err=f"virnet: '{(self.folder / '.virnet.toml').resolve()}' is not a regular file\n")


class Ranges(Program):
    def test_says_in_which(self):
        self.file("a.xml", network("a", 1, "  <title>t</title>\n"))
        said = self.run_program("lint", "--libvirt", "9.0..12.8", "a.xml").stdout
        self.assertIn("a.xml:4:4: warning: 'title'", said.replace("<title>", "'title'"))
        self.assertIn("(libvirt 9.0) [LINT-NEWER]", said)

    def test_what_all_have_is_said_once(self):
        self.file("a.xml", "<network/>")
        self.assertEqual(self.run_program("lint", "--libvirt", "7.0..12.8", "a.xml").stdout,
                         self.run_program("lint", "a.xml").stdout)

    def test_no_range(self):
        done = self.run_program("lint", "--libvirt", "12.8..9.0", "a.xml")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("the range '12.8..9.0' is backwards; write 9.0..12.8", done.stderr)

    def test_ends_need_not_be_verified(self):
        self.file("a.xml", network("a", 1, "  <title>t</title>\n"))
        said = self.run_program("lint", "--libvirt", "8.0..10.0", "a.xml").stdout
        self.assertEqual(re.findall(r"\(libvirt ([\d.]+)\) \[LINT-NEWER\]", said), ["8.0", "9.0"])


main()
