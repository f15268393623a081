"""Standard outputs that end early, are full, closed, or a terminal."""
import errno
import os
import pty
import subprocess
import time

from program import CANONICAL, PLAIN, VIRNET, Program, main

FULL = "virnet: cannot write to standard output: No space left on device\n"


def read_terminal(fd):
    """Everything that is written to a terminal until its last writer has gone."""
    data = b""
    while True:
        try:
            piece = os.read(fd, 65536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return data
        if not piece:
            return data
        data += piece


class Output(Program):
    def test_full_disk(self):
        self.file("a.xml", PLAIN)
        for arguments in ["fmt", "a.xml"], ["lint", "--format", "json", "a.xml"], ["--help"], ["--version"]:
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                self.expect(*arguments, status=2, err=FULL, stdout=full)

    def test_full_disk_does_not_matter_without_output(self):
        self.file("a.xml", PLAIN)
        with open("/dev/full", "wb") as full:
            self.expect("fmt", "--in-place", "a.xml", stdout=full)
        self.assertEqual(self.read("a.xml"), CANONICAL)

    def test_closed_pipe(self):
        self.file("a.xml", PLAIN)
        reader, writer = os.pipe()
        os.close(reader)
        with open(writer, "wb") as pipe:
            self.expect("fmt", "a.xml", stdout=pipe)

    def test_closed_streams(self):
        self.file("a.xml", PLAIN)
        closed = "virnet: cannot write to standard output: Bad file descriptor\n"
        self.expect("fmt", "a.xml", status=2, err=closed, preexec_fn=lambda: os.close(1))
        self.expect("fmt", "-", status=2, err="virnet: cannot read '<stdin>': Bad file descriptor\n",
                    preexec_fn=lambda: os.close(0))

    def test_a_closed_stream_is_not_taken_for_a_file(self):
        self.file("a.xml", PLAIN)
        self.file("b.xml", PLAIN)
        self.run_program("fmt", "--in-place", "--diff", "a.xml", "b.xml",
                         preexec_fn=lambda: (os.close(1), os.close(2)))
        self.assertEqual((self.read("a.xml"), self.read("b.xml")), (CANONICAL, CANONICAL))

    def on_terminal(self, arguments, feed=None, environment=None):
        """Runs with both outputs on one terminal; `feed` gets the process's standard input."""
        master, slave = pty.openpty()
        process = subprocess.Popen([VIRNET, *arguments], cwd=self.folder, stdin=subprocess.PIPE, stdout=slave,
                                   stderr=slave, env=environment)
        os.close(slave)
        if feed:
            feed(process.stdin)
        process.stdin.close()
        shown = read_terminal(master)
        os.close(master)
        return process.wait(), shown.decode().replace("\r\n", "\n")

    def test_color_on_a_terminal(self):
        self.file("a.xml", "<networks/>")
        self.assertIn("\033[1;31merror", self.on_terminal(["lint", "a.xml"])[1])
        self.assertNotIn("\033[", self.on_terminal(["lint", "--color", "never", "a.xml"])[1])
        plain = {**os.environ, "NO_COLOR": "1"}
        self.assertNotIn("\033[", self.on_terminal(["lint", "a.xml"], environment=plain)[1])

    def test_progress_when_it_takes_long(self):
        def slowly(stdin):
            time.sleep(1.5)
            stdin.write(PLAIN.encode())

        self.file("a.xml", PLAIN)
        status, shown = self.on_terminal(["fmt", "a.xml", "-"], slowly)
        self.assertEqual(status, 0)
        self.assertIn("\rformatted 1 of 2\033[K", shown)
        # Gone before anything else is printed, and at the end.
        self.assertTrue(shown.endswith("\r\033[K" + CANONICAL), repr(shown))
        self.assertEqual(self.on_terminal(["fmt", "-q", "a.xml", "-"], slowly)[1], CANONICAL + CANONICAL)

    def test_no_progress_when_it_is_quick(self):
        self.file("a.xml", PLAIN)
        self.assertEqual(self.on_terminal(["fmt", "a.xml"]), (0, CANONICAL))


main()
