"""The command line itself: verbs, options, their values, help."""
import re

from program import PLAIN, Program, main


class Options(Program):
    def refused(self, *arguments):
        """The one sentence with which a command line is refused."""
        done = self.run_program(*arguments)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertRegex(done.stderr, r"\Avirnet: [^\n]+; see virnet --help\n\Z")
        return done.stderr

    def test_wrong_verb(self):
        self.assertIn("a verb is missing", self.refused())
        self.assertIn("unknown verb 'lnt', did you mean 'lint'?; known are fmt, lint, ", self.refused("lnt", "n.xml"))

    def test_wrong_option(self):
        self.assertIn("--nonsense", self.refused("fmt", "--nonsense", "-"))
        self.assertIn("PATH", self.refused("fmt"))
        self.assertIn("NETWORK is required", self.refused("check", ""))

    def test_wrong_value(self):
        self.assertIn("unknown format 'yaml'; known are text, json", self.refused("lint", "--format", "yaml", "-"))
        self.assertIn("unknown choice 'maybe'; known are auto, always, never",
                      self.refused("fmt", "--color", "maybe", "-"))

    def test_contradictions(self):
        for pair in (("--in-place", "--check"), ("--in-place", "--output-dir=o"), ("--check", "--output-dir=o"),
                     ("--diff", "--output-dir=o")):
            with self.subTest(pair):
                self.refused("fmt", *pair, "n.xml")
        # Of several always the same one.
        self.assertIn("--in-place excludes --output-dir",
                      self.refused("fmt", "--diff", "--check", "--output-dir=o", "-i", "n.xml"))
        self.assertIn("--live excludes --guests",
                      self.refused("plan", "--live", "--paused=p", "--port=p=52:54:00:00:00:01", "--guests=g", "n"))
        self.expect("fmt", "--in-place", "-", input=PLAIN, status=2,
                    err="virnet: standard input cannot be rewritten in place\n")

    def test_options_that_repeat(self):
        done = self.run_program("conform", "--list", "--only", "FRM-010", "--only", "FRM-011", "--skip", "X",
                                "--skip", "*-010")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"\AFRM-011 [^\n]+\n\Z")

    def test_options_that_repeat_leave_paths_alone(self):
        """A value that may be repeated takes one word; the next one is a path."""
        for verb, option, value in (("conform", "--only", "FRM-002"), ("conform", "--skip", "FRM-*"),
                                    ("lint", "--ignore", "LINT-STP"), ("check", "--port", "vnet0=52:54:00:00:00:01"),
                                    ("check", "--guests", "n.xml"), ("watch", "--paused", "n.xml")):
            with self.subTest((verb, option)):
                self.assertIn("'gone.xml'", self.run_program(verb, option, value, "gone.xml").stderr)

    def test_help_and_version(self):
        done = self.run_program("--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for verb in ("fmt", "lint", "conform"):
            with self.subTest(verb):
                self.assertRegex(done.stdout, rf"(?m)^  {verb} ")
                self.assertEqual(self.run_program(verb, "--help").returncode, 0)
        version = self.run_program("--version")
        self.assertEqual((version.returncode, version.stderr), (0, ""))
        self.assertTrue(re.fullmatch(r"virnet \d+\.\d+\.\d+\n", version.stdout), version.stdout)


main()
