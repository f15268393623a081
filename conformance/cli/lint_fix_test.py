"""virnet lint --fix: mends what has one sure answer, and nothing else."""
from program import Program, main

TYPO = "<network>\n  <!-- kept -->\n  <name>n</name>\n  <bridge   macTableManger='kernel'/>\n</network>\n"
FIXED = TYPO.replace("Manger", "Manager")


class Fix(Program):
    def test_in_place(self):
        self.file("a.xml", TYPO)
        self.expect("lint", "--fix", "a.xml", err="1 document, 0 invalid, 0 findings, 1 fixed\n")
        self.assertEqual(self.read("a.xml"), FIXED)
        self.assertEqual(self.files(), ["a.xml"])
        self.expect("lint", "--fix", "a.xml", err="1 document, 0 invalid, 0 findings\n")

    def test_diff_writes_nothing(self):
        self.file("a.xml", TYPO)
        self.expect("lint", "--fix", "--diff", "a.xml", status=1, err="1 document, 0 invalid, 0 findings, 1 to fix\n",
                    out="--- a.xml\n+++ a.xml\n@@ -1,5 +1,5 @@\n <network>\n   <!-- kept -->\n   <name>n</name>\n"
                        "-  <bridge   macTableManger='kernel'/>\n+  <bridge   macTableManager='kernel'/>\n </network>\n")
        self.assertEqual(self.read("a.xml"), TYPO)

    def test_standard_input(self):
        self.expect("lint", "--fix", "-", status=2, input=TYPO,
                    err="virnet: standard input cannot be fixed in place; --diff shows the fixes\n")
        self.assertIn("+  <bridge   macTableManager", self.run_program("lint", "--fix", "--diff", "-", input=TYPO).stdout)

    def test_diff_alone(self):
        done = self.run_program("lint", "--diff", "a.xml")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("--fix", done.stderr)

    def test_an_element_at_both_ends(self):
        self.file("a.xml", "<network><name>n</name><ip address='10.0.0.1' prefix='24'><dhpc></dhpc></ip></network>\n")
        self.run_program("lint", "--fix", "a.xml")
        self.assertIn("<dhcp></dhcp>", self.read("a.xml"))

    def test_an_element_without_end_tag(self):
        for behind in ("", "<bridge name='br0'/>", "\n"):
            with self.subTest(behind):
                text = "<network><name>n</name><portgrpou name='p'/>" + behind + "</network>"
                self.file("a.xml", text)
                self.expect("lint", "--fix", "a.xml", err="1 document, 0 invalid, 0 findings, 1 fixed\n")
                self.assertEqual(self.read("a.xml"), text.replace("portgrpou", "portgroup"))

    def test_a_port_of_a_network(self):
        self.file("p.xml", "<networkport>\n  <uuid>a9bb3d2f-7b3d-4c26-93d0-0f9f6f0f6c11</uuid>\n"
                           "  <owner><name>g</name><uuid>c0ffee00-0000-4000-8000-000000000001</uuid></owner>\n"
                           "  <mac address='52:54:00:00:00:01'/>\n"
                           "  <plug type='network' bridge='br0' macTableManger='libvirt'/>\n</networkport>\n")
        self.expect("lint", "--fix", "p.xml", err="1 document, 0 invalid, 0 findings, 1 fixed\n")
        self.assertIn(" macTableManager='libvirt'", self.read("p.xml"))

    def test_what_is_ignored_stays(self):
        self.file("a.xml", TYPO)
        self.expect("lint", "--fix", "-q", "--ignore", "LINT-ATTRIBUTE", "a.xml")
        self.assertEqual(self.read("a.xml"), TYPO)

    def test_a_byte_order_mark_stays(self):
        self.file("a.xml", b"\xef\xbb\xbf" + TYPO.encode())
        self.run_program("lint", "--fix", "a.xml")
        self.assertEqual((self.folder / "a.xml").read_bytes(), b"\xef\xbb\xbf" + FIXED.encode())

    def test_another_encoding_stays(self):
        latin = "<?xml version='1.0' encoding='ISO-8859-1'?>\n" + TYPO.replace("kept", "geh\u00f6rt \u00e4\u00f6\u00fc")
        self.file("a.xml", latin.encode("latin-1"))
        self.run_program("lint", "--fix", "a.xml")
        (self.folder / "a.xml").read_bytes().decode("latin-1")
        self.assertIn((self.folder / "a.xml").read_bytes(),
                      [latin.encode("latin-1"), latin.replace("Manger", "Manager").encode("latin-1")])

    def test_cannot_write(self):
        with self.ordinary_user() as prefix:
            self.file("a.xml", TYPO)
            self.folder.chmod(0o555)
            done = self.run_program("lint", "--fix", "a.xml", prefix=prefix)
            self.folder.chmod(0o755)
            self.assertEqual(done.returncode, 2)
            self.assertIn("virnet: cannot ", done.stderr)
            self.assertEqual(self.read("a.xml"), TYPO)


main()
