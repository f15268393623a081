"""Completion, man page and README know every verb of --help, and the first two every option; each verb is tested."""
import re
import subprocess

from program import TREE, Program, main
from verified import VERIFIED

SELF = "completion_test.py"
SCRIPT = TREE / "cli/completion/virnet.bash"
MANUAL = TREE / "cli/man/virnet.1"
VALUES = {"--libvirt": " ".join(VERIFIED), "--color": "auto always never"}


class Completion(Program):
    def complete(self, *words):
        """What bash offers for the last of the words."""
        done = subprocess.run(
            ["bash", "-c", 'compopt() { :; }; . "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _virnet; '
             'printf "%s\\n" "${COMPREPLY[@]}"', SCRIPT, "virnet", *words],
            cwd=self.folder, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.split()

    def verbs(self):
        text = self.run_program("--help").stdout.partition("Subcommands:\n")[2]
        verbs = re.findall(r"^  (\w+) ", text, re.MULTILINE)
        self.assertIn("fmt", verbs)
        return verbs

    def options(self, verb):
        options = set(re.findall(r"^  (?:-\w,)?(--[\w-]+)", self.run_program(verb, "--help").stdout, re.MULTILINE))
        self.assertIn("--libvirt", options)
        return options

    def test_verbs(self):
        self.assertEqual(set(self.complete("")), {*self.verbs(), "--help", "--version"},
                         "cli/completion/virnet.bash and --help name different verbs")
        self.assertEqual(self.complete("li"), ["lint"])

    def test_options(self):
        for verb in self.verbs():
            with self.subTest(verb):
                self.assertEqual(set(self.complete(verb, "-")), self.options(verb),
                                 f"cli/completion/virnet.bash and --help name different options of {verb}")

    def test_values(self):
        for verb in self.verbs():
            for option, values in VALUES.items():
                with self.subTest((verb, option)):
                    self.assertEqual(self.complete(verb, option, ""), values.split())
                    self.assertEqual(self.complete(verb, option, "=", ""), values.split())
                    for value in values.split():
                        self.assertNotIn("unknown", self.run_program(verb, option, value, "no.xml").stderr)
            if "--format" in self.options(verb):
                refusal = self.run_program(verb, "--format", "none", "no.xml").stderr
                known = re.search(r"known are ([\w, ]+)", refusal)[1].split(", ")
                self.assertEqual(self.complete(verb, "--format", ""), known)

    def test_paths(self):
        self.file("a.xml", "")
        self.file("a.txt", "")
        self.file("b/c.xml", "")
        self.assertEqual(self.complete("lint", ""), ["b", "a.xml"])
        self.assertEqual(self.complete("fmt", "-o", ""), ["b"])

    def test_manual(self):
        text = MANUAL.read_text().replace("\\-", "-")
        for verb in self.verbs():
            self.assertRegex(text, rf"(?m)^\.BR? .*\b{verb} ", f"cli/man/virnet.1 has no paragraph about {verb}")
            for option in self.options(verb) - {"--help"}:
                with self.subTest((verb, option)):
                    self.assertRegex(text, rf"(?m){option}(?![\w-])", f"cli/man/virnet.1 lacks {option} of {verb}")

    def test_readme(self):
        text = (TREE / "README.md").read_text()
        for verb in self.verbs():
            self.assertRegex(text, rf"(?m)^\| .*`virnet {verb}\b", f"the table of verbs in README.md lacks {verb}")

    def test_each_verb_is_tested(self):
        """By something that runs it; this file asks every verb for its --help only."""
        tests = "".join(path.read_text() for path in (TREE / "conformance").rglob("*_test.py") if path.name != SELF)
        for verb in self.verbs():
            self.assertIn(f'"{verb}"', tests, f"no test in conformance runs {verb}")


main()
