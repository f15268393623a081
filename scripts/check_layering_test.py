#!/usr/bin/env python3
"""check_layering on small trees: one that is right, and one for each kind of wrong arrow."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).with_name("check_layering")
RIGHT = {
    "include/virnet/mac.h": "#include <string>\n",
    "include/virnet/parse.h": "#include <virnet/mac.h>\n",
    "include/virnet/kernel.h": "#include <virnet/mac.h>\n#include <span>\n",
    "include/virnet/conform.h": "#include <virnet/kernel.h>\n",
    "model/values/mac.cc": '#include <virnet/mac.h>\n#include "model/values/digits.h"\n',
    "model/mac_test.cc": "#include <gtest/gtest.h>\n",
    "parser/read/reader.cc": '#include <expat.h>\n#include <virnet/parse.h>\n#include "model/values/digits.h"\n',
    "bridge/netlink/socket.h": "int open_socket();\n",
    "bridge/netlink/netlink_kernel.h": "class Kernel {\n  int links();\n};\n",
    "bridge/netlink/netlink_execute.cc": "int Kernel::links() { return 1; }\n",
    "bridge/plan/kernel.cc": "int links() { return 1; }\n",
    "bridge/plan/inline.h": "struct A {\n  explicit A(int b) : b_(f(b)) {}\n  virtual int c() = 0;\n  int b_ = {};\n};\n"
                            "inline int f(int a) {\n  return g(a);\n}\nusing F = int (*)(int);\n",
    "bridge/plan/plan_test.cc": "int f();\n",
    "bridge/netlink/socket.cc": '#include <libmnl/libmnl.h>\n#include <virnet/kernel.h>\n#include "bridge/netlink/codec.h"\n',
    "cli/main.cc": '#include <CLI/CLI.hpp>\n#include "parser/read/reader.h"\n#include "bridge/netlink/codec.h"\n',
    "conformance/lab.cc": '#include "bridge/netlink/codec.h"\n#include <virnet/conform.h>\n',
    "fuzz/fuzz_parse.cc": '#include <expat.h>\n#include "parser/read/reader.h"\n',
}
WRONG = {
    "model uses parser": ("model/a.cc", '#include "parser/read/reader.h"'),
    "model uses bridge": ("model/a.cc", '#include "bridge/netlink/codec.h"'),
    "model uses a public header of the parser": ("model/a.cc", "#include <virnet/parse.h>"),
    "model uses cli": ("model/a.cc", '#include "cli/support/files.h"'),
    "model uses a library": ("model/a.cc", "#include <fmt/format.h>"),
    "parser uses bridge": ("parser/a.cc", '#include "bridge/netlink/codec.h"'),
    "parser uses a public header of the bridge": ("parser/a.h", "#include <virnet/kernel.h>"),
    "parser uses cli": ("parser/a.cc", '  #  include "cli/support/files.h"'),
    "parser uses conformance": ("parser/a.cc", "#include <virnet/conform.h>"),
    "parser uses libmnl": ("parser/a.cc", "#include <libmnl/libmnl.h>"),
    "bridge uses parser": ("bridge/a.h", '#include "parser/read/reader.h"'),
    "bridge uses a public header of the parser": ("bridge/a.h", "#include <virnet/write.h>"),
    "bridge uses expat": ("bridge/sub/a.h", "#include <expat.h>"),
    "cli uses expat": ("cli/a.cc", "#include <expat.h>"),
    "conformance uses libmnl": ("conformance/a.cc", "#include <libmnl/libmnl.h>"),
    "a public header uses expat": ("include/virnet/parse.h", "#include <expat.h>"),
    "a public header uses libmnl": ("include/virnet/kernel.h", "#include <libmnl/libmnl.h>"),
    "a public header uses a private one": ("include/virnet/mac.h", '#include "model/values/digits.h"'),
    "a public header of the model uses the parser's": ("include/virnet/mac.h", "#include <virnet/parse.h>"),
    "a relative path": ("parser/a.cc", '#include "../bridge/codec.h"'),
    "a name without folder": ("parser/a.cc", '#include "reader.h"'),
}


def check(files):
    with tempfile.TemporaryDirectory() as tree:
        for name, text in files.items():
            path = pathlib.Path(tree, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return subprocess.run([sys.executable, CHECK, tree], capture_output=True, text=True)


class CheckLayering(unittest.TestCase):
    def test_right_tree(self):
        done = check(RIGHT)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_each_wrong_arrow(self):
        for what, (path, line) in WRONG.items():
            with self.subTest(what):
                done = check({**RIGHT, path: f"// first\n{line}\n"})
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertEqual(len(done.stdout.splitlines()), 2, done.stdout)
                self.assertTrue(done.stdout.startswith(f"{path}:2: includes "), done.stdout)

    def test_each_file_alone(self):
        for path, text, problem in [
            ("bridge/plan/a.cc", "int f() { return 1; }\n", "no header has the same name"),
            ("bridge/plan/a.h", "[[nodiscard]] int f(int b = {});\n", "no source has the same name"),
            ("bridge/plan/a.h", "namespace a {\nclass A {\n public:\n  A();\n};\n}\n", "no source has the same name"),
            ("bridge/plan/a.h", "template <typename T>\nclass A {\n  T f() const;\n};\n", "no source has the same name"),
            ("include/virnet/plan.h", "int f();\n", "no source has the same name"),
            ("conformance/harness/a.cc", "int f() { return 1; }\n", "no header has the same name"),
        ]:
            with self.subTest(path, text=text):
                done = check({**RIGHT, path: text})
                self.assertEqual((done.returncode, done.stderr), (1, ""), done.stdout)
                self.assertEqual(done.stdout.splitlines()[:-1], [f"{path}: {problem}"])

    def test_empty_tree(self):
        done = check({"README.md": ""})
        self.assertEqual(done.returncode, 1)
        self.assertIn("no include found", done.stderr)


unittest.main()
