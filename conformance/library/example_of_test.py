#!/usr/bin/env python3
"""Tests of example_of.py."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).with_name("example_of.py")
HEADER = "// virnet/a.h - A header.\n//\n//   int one = 1;\n//\n//   ++one;\n//\n// Words.\n//\n//   not code\n#pragma once\n"


class ExampleOf(unittest.TestCase):
    def run_on(self, header, around=None):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "virnet").mkdir()
            (root / "virnet/a.h").write_text(header)
            arguments = [str(root), "virnet/a.h", str(root / "out/a.cc")]
            if around is not None:
                (root / "around.cc").write_text(around)
                arguments.append(str(root / "around.cc"))
            done = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True)
            output = root / "out/a.cc"
            return done, output.read_text() if output.exists() else None

    def test_takes_the_first_block(self):
        done, text = self.run_on(HEADER)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(text.startswith("#include <virnet/a.h>\n"))
        self.assertIn("TEST(HeaderExamples, a) {\n#line 3 ", text)
        self.assertRegex(text, r'int one = 1;\n\n\+\+one;\n#line 8 ".*"\n}')
        self.assertNotIn("not code", text)

    def test_puts_it_into_what_is_around(self):
        done, text = self.run_on(HEADER, "before();\n  // EXAMPLE\nafter();\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(text, r'#line 1 ".*around.cc"\nbefore\(\);\n#line 3 ".*virnet/a.h"\nint one = 1;\n\n'
                               r'\+\+one;\n#line 3 ".*around.cc"\nafter\(\);\n')

    def test_names_a_header_without_an_example(self):
        for header in ("// virnet/a.h - A header.\n#pragma once\n", "#pragma once\n//   late();\n", ""):
            done, text = self.run_on(header)
            self.assertEqual(done.returncode, 1)
            self.assertIn("virnet/a.h: the header has no example", done.stderr)
            self.assertIsNone(text)

    def test_needs_one_place_for_it(self):
        done, _ = self.run_on(HEADER, "no place\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("needs one line '// EXAMPLE'", done.stderr)


if __name__ == "__main__":
    unittest.main()
