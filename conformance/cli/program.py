"""Runs virnet as a user would: in an empty folder, with documents, standard input and odd standard outputs.

The program is named by the environment variable VIRNET.
"""
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TREE = pathlib.Path(__file__).resolve().parents[2]
VIRNET = os.environ["VIRNET"]

# As people write it, and as libvirt prints it.
PLAIN = '<network>\n  <name>n</name>\n  <bridge name="br0"/>\n</network>\n'
CANONICAL = "<network>\n  <name>n</name>\n  <bridge name='br0' stp='on' delay='0'/>\n</network>\n"
# What would be lost, and what is left then.
COMMENTED = "<network>\n  <!-- why -->\n  <name>n</name>\n</network>\n"
BARE = "<network>\n  <name>n</name>\n  <bridge stp='on' delay='0'/>\n</network>\n"
# What libvirt refuses, as bad.xml, and what virnet says then.
BAD = "<network>\n  <name>n</name>\n  <bridge delay='x'/>\n</network>\n"
BAD_SAID = ("bad.xml:3:18: error: 'delay' is 'x', expected a number of seconds [NET-BRIDGE-001]\n"
            "  |   <bridge delay='x'/>\n"
            "  |                  ^\n")

NOBODY = 65534
SKIPPED = 77  # the exit status that ctest shows as a skip


class Program(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = self.empty_folder()
        self.virnet = VIRNET

    def empty_folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return pathlib.Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name):
        return (self.folder / name).read_text()

    def files(self):
        """Every file below the folder, so that a forgotten temporary one shows."""
        return sorted(str(f.relative_to(self.folder)) for f in self.folder.rglob("*") if not f.is_dir())

    def run_program(self, *arguments, input="", prefix=(), **options):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **options}
        return subprocess.run([*prefix, self.virnet, *map(str, arguments)], input=input, text=True, encoding="utf-8",
                              cwd=self.folder, **options)

    def expect(self, *arguments, status=0, out="", err="", **options):
        done = self.run_program(*arguments, **options)
        self.assertEqual((done.returncode, done.stdout or "", done.stderr or ""), (status, out, err))

    @contextlib.contextmanager
    def ordinary_user(self):
        """What to put before a command so that permissions count for it: nothing unless we are root.

        Then the program is a copy in a folder that everybody may enter, wherever it was built.
        """
        if os.geteuid() != 0:
            yield ()
            return
        if not shutil.which("setpriv"):
            self.skipTest("root may do everything, and there is no setpriv to become somebody else")
        prefix = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        folder = self.empty_folder()
        self.virnet = shutil.copy(VIRNET, folder)
        for each in (folder, self.folder):
            each.chmod(0o755)
        # By env, for setpriv itself still has root's capabilities when it opens what it runs.
        if subprocess.run([*prefix, "env", self.virnet, "--version"], capture_output=True).returncode != 0:
            self.skipTest(f"an ordinary user cannot run a program in {folder}")
        yield prefix
        self.virnet = VIRNET


def main():
    """Runs the tests of the calling file. A skipped one makes the whole entry a skip, so that it is seen."""
    result = unittest.main(exit=False, verbosity=2).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(SKIPPED if result.skipped else 0)
