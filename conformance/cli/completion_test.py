"""The bash completion and the man page know every verb and every option of --help, and no other."""
import re
import subprocess

from program import TREE, Program, main
from verified import VERIFIED

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
        self.assertEqual(set(self.complete("")), {*self.verbs(), "--help", "--version"})
        self.assertEqual(self.complete("li"), ["lint"])

    def test_options(self):
        for verb in self.verbs():
            with self.subTest(verb):
                self.assertEqual(set(self.complete(verb, "-")), self.options(verb))

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
            self.assertRegex(text, rf"(?m)^\.BR? .*\b{verb} ", f"{verb} has a paragraph")
            for option in self.options(verb) - {"--help"}:
                with self.subTest((verb, option)):
                    self.assertRegex(text, rf"(?m){option}(?![\w-])")


main()
