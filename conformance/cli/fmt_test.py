"""virnet fmt: where the canonical form goes, and what it does not lose."""
import os
import subprocess

from program import BARE, BAD, BAD_SAID, CANONICAL, COMMENTED, PLAIN, Program, main

DIFF = ("--- a.xml\n+++ a.xml\n@@ -1,4 +1,4 @@\n <network>\n   <name>n</name>\n"
        "-  <bridge name=\"br0\"/>\n+  <bridge name='br0' stp='on' delay='0'/>\n </network>\n")


class Fmt(Program):
    def test_prints(self):
        self.file("a.xml", PLAIN)
        self.file("b.xml", CANONICAL)
        self.expect("fmt", "a.xml", "b.xml", out=CANONICAL + CANONICAL)
        self.assertEqual(self.read("a.xml"), PLAIN)

    def test_says_what_is_dropped(self):
        self.file("a.xml", COMMENTED)
        self.expect("fmt", "a.xml", out=BARE, err="a.xml:2:3: warning: comment is dropped\n")
        self.expect("fmt", "--lossy", "a.xml", out=BARE)
        self.expect("fmt", "-q", "a.xml", out=BARE)

    def test_follows_the_release(self):
        self.file("a.xml", "<network><name>n</name><title>t</title></network>")
        self.assertIn("<title>", self.run_program("fmt", "--libvirt", "11.3", "a.xml").stdout)
        self.assertNotIn("<title>", self.run_program("fmt", "--libvirt", "9.0", "a.xml").stdout)

    def test_check(self):
        self.file("a.xml", PLAIN)
        self.file("b.xml", CANONICAL)
        self.expect("fmt", "--check", "b.xml")
        self.expect("fmt", "--check", "a.xml", "b.xml", status=1, out="a.xml: not in canonical form\n")
        self.expect("fmt", "--check", "-q", "a.xml", "b.xml", status=1)
        self.assertEqual(self.read("a.xml"), PLAIN)

    def test_diff(self):
        self.file("a.xml", PLAIN)
        self.file("b.xml", CANONICAL)
        self.expect("fmt", "--diff", "a.xml", status=1, out=DIFF)
        self.expect("fmt", "--diff", "b.xml")
        self.expect("fmt", "--diff", "--check", "a.xml", status=1, out=DIFF + "a.xml: not in canonical form\n")
        self.assertEqual(self.read("a.xml"), PLAIN)
        self.expect("fmt", "--diff", "--in-place", "a.xml", out=DIFF)
        self.assertEqual(self.read("a.xml"), CANONICAL)


class InPlace(Program):
    def test_replaces_what_differs(self):
        self.file("d/a.xml", PLAIN).chmod(0o640)
        untouched = self.file("d/b.xml", CANONICAL)
        before = untouched.stat()
        self.expect("fmt", "--in-place", "d")
        self.assertEqual(self.read("d/a.xml"), CANONICAL)
        self.assertEqual((self.folder / "d/a.xml").stat().st_mode & 0o7777, 0o640)
        self.assertEqual((untouched.stat().st_ino, untouched.stat().st_mtime_ns), (before.st_ino, before.st_mtime_ns))
        self.assertEqual(self.files(), ["d/a.xml", "d/b.xml"])

    def test_keeps_the_owner(self):
        if os.geteuid() != 0:
            self.skipTest("only root may give files away")
        os.chown(self.file("a.xml", PLAIN), 12, 34)
        self.expect("fmt", "--in-place", "a.xml")
        status = (self.folder / "a.xml").stat()
        self.assertEqual((status.st_uid, status.st_gid), (12, 34))

    def test_keeps_a_link(self):
        self.file("real/a.xml", PLAIN)
        os.symlink("real/a.xml", self.folder / "a.xml")
        self.expect("fmt", "--in-place", "a.xml")
        self.assertTrue((self.folder / "a.xml").is_symlink())
        self.assertEqual(self.read("real/a.xml"), CANONICAL)

    def test_loses_nothing(self):
        self.file("a.xml", COMMENTED)
        self.expect("fmt", "--in-place", "a.xml", status=1,
                    err="a.xml:2:3: error: comment would be lost\n"
                        "a.xml: not rewritten; --lossy drops these parts\n")
        self.assertEqual(self.read("a.xml"), COMMENTED)
        self.expect("fmt", "--in-place", "--lossy", "a.xml")
        self.assertEqual(self.read("a.xml"), BARE)

    def test_leaves_a_refused_document_alone(self):
        self.file("bad.xml", BAD)
        self.file("fine.xml", PLAIN)
        self.expect("fmt", "--in-place", "bad.xml", "fine.xml", status=1, err=BAD_SAID)
        self.assertEqual(self.read("bad.xml"), BAD)
        self.assertEqual(self.read("fine.xml"), CANONICAL)

    def test_replaces_only_regular_files(self):
        os.mkfifo(self.folder / "pipe.xml")
        with subprocess.Popen(["sh", "-c", "printf '%s' \"$0\" >pipe.xml", PLAIN], cwd=self.folder):
            self.expect("fmt", "--in-place", "pipe.xml", status=2,
                        err="virnet: cannot rewrite 'pipe.xml': it is not a regular file\n")
        self.assertTrue((self.folder / "pipe.xml").is_fifo())

    def test_does_not_part_hard_links(self):
        self.file("a.xml", PLAIN)
        os.link(self.folder / "a.xml", self.folder / "b.xml")
        self.expect("fmt", "--in-place", "a.xml", status=2,
                    err="virnet: cannot rewrite 'a.xml': it is one file with 2 names (hard links), which would "
                        "become different files; rewrite a copy\n")
        self.assertEqual(self.read("b.xml"), PLAIN)

    def test_cannot_write(self):
        self.file("d/a.xml", PLAIN).parent.chmod(0o555)
        self.addCleanup((self.folder / "d").chmod, 0o755)
        with self.ordinary_user() as prefix:
            self.expect("fmt", "--in-place", "d", prefix=prefix, status=2,
                        err="virnet: cannot write beside 'd/a.xml': Permission denied\n")


class OutputDir(Program):
    def test_same_relative_paths(self):
        self.file("d/a.xml", PLAIN)
        self.file("d/e/b.xml", CANONICAL)
        self.file("f.xml", PLAIN)
        self.expect("fmt", "--output-dir", "new/out", "d/", "f.xml")
        self.assertEqual(self.files(), ["d/a.xml", "d/e/b.xml", "f.xml", "new/out/a.xml", "new/out/e/b.xml",
                                        "new/out/f.xml"])
        self.assertEqual(self.read("new/out/a.xml"), CANONICAL)
        self.assertEqual(self.read("d/a.xml"), PLAIN)

    def test_modes_follow_the_umask(self):
        self.file("a.xml", PLAIN)
        self.expect("fmt", "--output-dir", "out", "a.xml", preexec_fn=lambda: os.umask(0o027))
        self.assertEqual((self.folder / "out").stat().st_mode & 0o777, 0o750)
        self.assertEqual((self.folder / "out/a.xml").stat().st_mode & 0o777, 0o640)

    def test_refused_documents_are_not_written(self):
        self.file("bad.xml", BAD)
        self.file("fine.xml", PLAIN)
        self.expect("fmt", "--output-dir", "out", "bad.xml", "fine.xml", status=1, err=BAD_SAID)
        self.assertEqual(self.files(), ["bad.xml", "fine.xml", "out/fine.xml"])

    def test_two_documents_for_one_place(self):
        self.file("d/a.xml", PLAIN)
        self.file("e/a.xml", CANONICAL)
        self.expect("fmt", "--output-dir", "out", "d/a.xml", "e/a.xml", status=2,
                    err="virnet: 'd/a.xml' and 'e/a.xml' would both be written to 'out/a.xml'; "
                        "give their folder instead\n")
        self.assertEqual(self.files(), ["d/a.xml", "e/a.xml"])

    def test_no_place(self):
        self.file("a.xml", PLAIN)
        self.expect("fmt", "--output-dir", "a.xml/out", "a.xml", status=2,
                    err="virnet: cannot create folder 'a.xml/out': Not a directory\n")


main()
