"""The example documents: valid, and written as the libvirt of this machine writes them."""
import re
import shutil
import subprocess

from program import TREE, Program, main

EXAMPLES = sorted((TREE / "testdata/examples").glob("*.xml"))


class Examples(Program):
    def test_they_are_valid_and_differ_in_mode(self):
        modes = set()
        for path in EXAMPLES:
            with self.subTest(path.name):
                self.assertEqual(self.run_program("lint", "--strict", path).returncode, 0)
                modes |= set(re.findall(r'macTableManager="(\w+)"', path.read_text()))
        self.assertEqual(modes, {"kernel", "libvirt"})

    def test_libvirt_writes_them_alike(self):
        if not shutil.which("virsh"):
            self.skipTest("virsh is not installed")
        version = subprocess.run(["virsh", "--version"], capture_output=True, text=True).stdout.strip()
        release = ".".join(version.split(".")[:2])
        if self.run_program("fmt", "--libvirt", release, EXAMPLES[0]).returncode == 2:
            self.skipTest(f"virnet does not follow libvirt {release}")
        for path in EXAMPLES:
            with self.subTest(path.name):
                name = re.search(r"<name>(.*)</name>", path.read_text())[1]
                # The test driver has no --inactive; a network that was only defined is inactive.
                virsh = subprocess.run(
                    ["virsh", "-q", "-c", "test:///default", f"net-define {path}; net-dumpxml {name}"],
                    capture_output=True, text=True)
                self.assertEqual((virsh.returncode, virsh.stderr), (0, ""))
                done = self.run_program("fmt", "--libvirt", release, "--lossy", path)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(done.stdout.strip(), virsh.stdout.strip())


main()
