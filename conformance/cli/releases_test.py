"""--libvirt: verified releases, those between them, newer ones; and that every list of releases agrees with the table."""
import re

from program import PLAIN, TREE, Program, main
from verified import VERIFIED

# Refused since a release after 9.0, in 11.3 at the latest.
BOOTP = """<network><name>n</name><ip address='10.0.0.1' netmask='255.255.255.0'><dhcp>
<bootp/>
<range start='10.0.0.2' end='10.0.0.9'/></dhcp></ip></network>
"""
# The last one counts in 9.0, the first one in 11.3.
TWO_BOOTP = BOOTP.replace("<bootp/>", "<bootp file='a'/><bootp file='b'/>")
TITLE = "<network><name>n</name><title>t</title></network>"
PORT = """<networkport>
  <uuid>22222222-2222-2222-2222-222222222222</uuid>
  <owner>
    <name>vm</name>
    <uuid>33333333-3333-3333-3333-333333333333</uuid>
  </owner>
  <mac address='52:54:00:00:00:01'/>
  <bandwidth><outbound average='1' floor='0'/></bandwidth>
</networkport>
"""
WHICH = "which of the two 10.0 does is not known"


class Lists(Program):
    """What a new row of include/virnet/release.h leaves stale."""

    def test_there_are_some(self):
        self.assertEqual(sorted(VERIFIED, key=lambda release: [int(n) for n in release.split(".")]), VERIFIED)
        self.assertGreaterEqual(len(VERIFIED), 4)

    def test_agree_with_the_table(self):
        words = ", ".join(VERIFIED[:-1]) + " and " + VERIFIED[-1]
        for file, expected in (("README.md", words), ("cli/man/virnet.1", words),
                               ("cli/completion/virnet.bash", f"--libvirt) words='{' '.join(VERIFIED)}'"),
                               ("scripts/fetch-libvirt", "RELEASE is " + words.replace(" and ", " or "))):
            with self.subTest(file):
                text = re.sub(r"\s+", " ", (TREE / file).read_text())
                self.assertIn(expected, text, f"{file} lists other releases than include/virnet/release.h")

    def test_each_can_be_fetched(self):
        text = (TREE / "scripts/fetch-libvirt").read_text()
        for release in VERIFIED:
            self.assertIn(f"\n    {release}) echo ", text, f"scripts/fetch-libvirt knows no suite of {release}")

    def test_help(self):
        self.assertIn("verified are " + ", ".join(VERIFIED), re.sub(r"\s+", " ", self.run_program("lint", "-h").stdout))


class Releases(Program):
    def test_any_from_7_0_on(self):
        for release in (*VERIFIED, "7.0.0", "8.0", "10.0", "12.8.0", "12.8.1", "13.0"):
            with self.subTest(release):
                done = self.run_program("fmt", "--libvirt", release, "-", input=PLAIN)
                self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_no_other(self):
        for release in ("6.9", "x", "9", "", "9.0..12.8", "9.0.0.0"):
            with self.subTest(release):
                done = self.run_program("fmt", "--libvirt", release, "-", input=PLAIN)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(f"'{release}' is no libvirt release from 7.0 on, like {VERIFIED[-1]}", done.stderr)

    def test_a_dated_change(self):
        self.file("a.xml", TITLE)
        for release, there in (("9.6", False), ("9.7", True), ("10.0", True), ("13.0", True)):
            with self.subTest(release):
                said = self.run_program("fmt", "--libvirt", release, "a.xml").stdout
                self.assertEqual("<title>" in said, there)

    def test_a_change_that_is_not_dated(self):
        self.file("a.xml", BOOTP)
        self.assertEqual(self.run_program("fmt", "--libvirt", "9.0", "a.xml").returncode, 0)
        self.assertIn("[NET-BOOTP-001]", self.run_program("lint", "--libvirt", "11.3", "a.xml").stdout)
        self.expect("lint", "-q", "--libvirt", "10.0", "a.xml", status=1, out=(
            f"a.xml:2:2: error: libvirt 9.0 accepts this, 11.3 refuses it; {WHICH} [RELEASE-UNKNOWN]\n"
            "  | <bootp/>\n"
            "  |  ^~~~~\n"
            "  NET-BOOTP-001: <bootp> has no 'file'\n"))
        done = self.run_program("fmt", "--libvirt", "10.0", "a.xml")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn(WHICH, done.stderr)

    def test_another_form(self):
        self.file("a.xml", TWO_BOOTP)
        for verb in ("fmt", "lint"):
            with self.subTest(verb):
                done = self.run_program(verb, "--libvirt", "10.0", "a.xml")
                self.assertEqual(done.returncode, 1)
                self.assertNotIn("<network>\n", done.stdout)
                said = done.stdout + done.stderr
                self.assertIn(f"libvirt 9.0 and 11.3 read this document differently; {WHICH}", said)
                self.assertIn("9.0 prints '<bootp file='b'/>', 11.3 '<bootp file='a'/>'", said)

    def test_a_port(self):
        self.file("port.xml", PORT)
        for verb in ("fmt", "lint"):
            with self.subTest(verb):
                done = self.run_program(verb, "--libvirt", "10.0", "port.xml")
                self.assertEqual(done.returncode, 1)
                self.assertIn(f"libvirt 9.0 accepts this, 11.3 refuses it; {WHICH}", done.stdout + done.stderr)
        self.assertEqual(self.run_program("fmt", "--libvirt", "9.0", "port.xml").returncode, 0)

    def test_what_is_said_about_a_network_that_is_used(self):
        self.file("a.xml", BOOTP)
        done = self.run_program("plan", "--libvirt", "10.0", "a.xml")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn(WHICH, done.stderr)

    def test_it_cannot_be_ignored(self):
        done = self.run_program("lint", "--ignore", "RELEASE-UNKNOWN", "-", input=PLAIN)
        self.assertEqual(done.returncode, 2)

    def test_explain(self):
        done = self.run_program("explain", "--libvirt", "10.0", "NET-BOOTP-001")
        self.assertEqual((done.returncode, done.stderr), (1, "virnet: NET-BOOTP-001 may or may not hold in libvirt 10.0; "
                                                             "it holds since 11.3 (not in 9.0)\n"))
        self.assertEqual(self.run_program("explain", "--libvirt", "10.0", "NET-TITLE-001").returncode, 0)


main()
