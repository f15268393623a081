"""virnet fmt and lint take a document for what its root element says."""
from program import Program, main

PORT = """<networkport>
  <uuid>22222222-2222-2222-2222-222222222222</uuid>
  <owner>
    <name>vm</name>
    <uuid>33333333-3333-3333-3333-333333333333</uuid>
  </owner>
  <mac address='52:54:00:00:00:01'/>
  <plug type='bridge' bridge='br0' macTableManager='libvirt'/>
</networkport>
"""
OF_7_0 = "<plug type='hostdev-pci' managed='no'><address bus='1'/></plug>"


class NetworkPort(Program):
    def test_is_printed(self):
        self.file("port.xml", PORT.replace("\n", " "))
        self.expect("fmt", "port.xml", out=PORT)

    def test_follows_the_release(self):
        self.file("port.xml", PORT.replace("<plug type='bridge' bridge='br0' macTableManager='libvirt'/>", OF_7_0))
        self.assertIn("managed='yes'", self.run_program("fmt", "--libvirt", "7.0", "port.xml").stdout)
        self.assertIn("managed='no'", self.run_program("fmt", "--libvirt", "9.0", "port.xml").stdout)

    def test_a_prefix_does_not_hide_it(self):
        self.file("port.xml", "<!-- c --><x:networkport xmlns:x='u'/>")
        result = self.run_program("lint", "port.xml")
        self.assertEqual(result.returncode, 1)
        self.assertIn("PORT-UUID-001", result.stdout)

    def test_says_what_is_lost(self):
        self.file("port.xml", PORT.replace("bridge='br0'", "bridge='br0' mode='vepa'"))
        self.expect("fmt", "-q", "port.xml", out=PORT)
        result = self.run_program("fmt", "--in-place", "port.xml")
        self.assertEqual(result.returncode, 1)
        self.assertIn("attribute 'mode' would be lost", result.stderr)

    def test_is_mended(self):
        self.file("port.xml", PORT.replace("macTableManager", "macTableManger"))
        self.run_program("lint", "--fix", "port.xml")
        self.assertEqual(self.read("port.xml"), PORT)


main()
