"""What is read is bounded before memory is spent, and one input that is too large or has no end hides no other."""
import os
import resource
import subprocess

from program import CANONICAL, PLAIN, Program, main

MOST = 256 << 20  # bytes, Limits::max_bytes
TOO_LARGE = (f"the document has more than {MOST} bytes [LIMIT-BYTES]\n"
             "  libvirt accepts this; virnet refuses it on purpose, see docs/compat.md\n")
MIB = 1 << 20


class Reading(Program):
    def sparse(self, name, size):
        with open(self.file(name, ""), "wb") as file:
            file.truncate(size)

    def peak(self, *arguments):
        """The most memory that the program has held, in bytes, and what it said."""
        with open(self.folder / "said", "w+b") as said:
            child = subprocess.Popen([self.virnet, *arguments], cwd=self.folder, stdout=said, stderr=said,
                                     stdin=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            return usage.ru_maxrss * 1024, child.returncode, said.read().decode()

    def test_a_file_that_is_too_large(self):
        self.file("a.xml", PLAIN)
        self.sparse("b.xml", 10 << 30)
        self.file("c/c.xml", PLAIN)
        self.expect("fmt", "a.xml", "b.xml", "c/c.xml", status=1, out=2 * CANONICAL, err="b.xml: error: " + TOO_LARGE)
        self.expect("lint", "a.xml", "b.xml", "c/c.xml", status=1, out="b.xml: error: " + TOO_LARGE,
                    err="3 documents, 1 invalid, 1 finding\n")
        peak, _, _ = self.peak("lint", "b.xml")
        self.assertLess(peak, 32 * MIB)

    def test_a_device_without_end(self):
        self.file("a.xml", PLAIN)
        peak, status, said = self.peak("lint", "-q", "/dev/zero", "a.xml")
        self.assertEqual((status, said), (1, "/dev/zero: error: " + TOO_LARGE))
        self.assertLess(peak, 3 * MOST)

    def test_no_memory_for_one(self):
        self.file("a.xml", PLAIN)
        self.sparse("b.xml", MOST)
        limited = ("prlimit", f"--as={200 * MIB}")
        for verb, out in (("lint", ""), ("fmt", CANONICAL)):
            with self.subTest(verb):
                self.expect(verb, "-q", "a.xml", "b.xml", prefix=limited, status=2, out=out,
                            err="virnet: cannot read 'b.xml': out of memory\n")

    def test_a_guest_without_end(self):
        self.file("n.xml", PLAIN)
        done = self.run_program("check", "n.xml", "--guests", "/dev/zero")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("/dev/zero:1:1: ", done.stderr)

    def test_settings(self):
        self.file("a.xml", PLAIN)
        os.mkfifo(self.folder / ".virnet.toml")
        done = self.run_program("lint", "a.xml")
        self.assertEqual(done.returncode, 2)
        self.assertIn(".virnet.toml' is not a regular file\n", done.stderr)
        (self.folder / ".virnet.toml").unlink()
        self.sparse(".virnet.toml", 10 << 30)
        done = self.run_program("lint", "a.xml")
        self.assertEqual(done.returncode, 2)
        self.assertIn(f".virnet.toml' has more than {MIB} bytes\n", done.stderr)

    def test_texts_are_not_kept(self):
        filler = "<!--" + "x" * MIB + "-->"
        for i in range(60):
            self.file(f"d/{i:02}.xml", f"<network>\n{filler}\n<name>n{i}</name>\n"
                                       "<ip address='10.0.0.1' prefix='24'/>\n</network>\n")
        peak, status, said = self.peak("lint", "-q", "d")
        self.assertEqual(status, 1)
        self.assertEqual(said.count("LINT-SUBNETS"), 59)
        self.assertEqual(said.count("  | <ip address='10.0.0.1' prefix='24'/>\n"), 59)
        self.assertLess(peak, 30 * MIB)

    def test_no_more_threads(self):
        for name in "ab":
            self.file(f"{name}.xml", PLAIN.replace("n<", name + "<"))

        # A thread's stack is reserved at once.
        def small_address_space():
            resource.setrlimit(resource.RLIMIT_STACK, (1 << 30, 1 << 30))
            resource.setrlimit(resource.RLIMIT_AS, (512 * MIB, 512 * MIB))

        self.expect("fmt", "a.xml", "b.xml", preexec_fn=small_address_space,
                    out=CANONICAL.replace("n<", "a<") + CANONICAL.replace("n<", "b<"))


if __name__ == "__main__":
    main()
