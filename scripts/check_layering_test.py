#!/usr/bin/env python3
"""check_layering on small trees: one that is right, and one for each kind of wrong arrow."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).with_name("check_layering")
RIGHT = {
    "model/CMakeLists.txt": "virnet_library(model HEADERS mac.h\n  internal/arena.h SOURCES values/mac.cc)\n",
    "parser/CMakeLists.txt": "virnet_library(parser PUBLIC virnet::model HEADERS\n parse.h write.h\n SOURCES a.cc)\n",
    "bridge/CMakeLists.txt": "virnet_library(bridge SOURCES a.cc HEADERS kernel.h)\n",
    "conformance/harness/CMakeLists.txt": "virnet_library(conform HEADERS conform.h SOURCES lab.cc)\n",
    "include/virnet/mac.h": "#include <string>\n#include <virnet/internal/arena.h>\n",
    "include/virnet/internal/arena.h": "#include <vector>\n",
    "include/virnet/parse.h": "#include <virnet/mac.h>\n",
    "include/virnet/write.h": "#include <virnet/mac.h>\n",
    "include/virnet/kernel.h": "#include <virnet/mac.h>\n#include <span>\n",
    "include/virnet/conform.h": "#include <virnet/kernel.h>\n",
    "model/values/mac.cc": '#include <virnet/mac.h>\n#include "model/values/digits.h"\n#include "model/rules/rule.h"\n',
    "model/mac_test.cc": "#include <gtest/gtest.h>\n",
    "parser/read/reader.cc": '#include <expat.h>\n#include <virnet/parse.h>\n#include "model/values/digits.h"\n'
                             '#include "parser/xml/source.h"\n',
    "parser/write/write_test.cc": '#include "parser/read/reader.h"\n',
    "bridge/netlink/socket.cc": '#include <libmnl/libmnl.h>\n#include <virnet/kernel.h>\n'
                                '#include "bridge/netlink/codec.h"\n',
    "bridge/plan/plan_test.cc": '#include "bridge/memory/kernel.h"\n',
    "cli/main.cc": '#include <CLI/CLI.hpp>\n#include "parser/read/reader.h"\n#include "bridge/netlink/codec.h"\n'
                   '#include "cli/verbs/commands.h"\n',
    "cli/render/page.cc": '#include "cli/page.h"\n#include "cli/support/output.h"\n#include <virnet/conform.h>\n',
    "cli/verbs/verb_test.cc": '#include "conformance/netns/crowd.h"\n',
    "conformance/harness/testbed/lab.cc": '#include "bridge/netlink/codec.h"\n#include <virnet/conform.h>\n'
                                          '#include "conformance/harness/steps/step.h"\n',
    "conformance/netns/crowd.cc": '#include "parser/read/reader.h"\n#include "conformance/harness/prove.h"\n',
    "fuzz/fuzz_parse.cc": '#include <expat.h>\n#include "parser/read/reader.h"\n',
}
WRONG = {
    "model uses parser": ("model/a.cc", '#include "parser/read/reader.h"'),
    "model uses bridge": ("model/a.cc", '#include "bridge/netlink/codec.h"'),
    "model uses a public header of the parser": ("model/a.cc", "#include <virnet/parse.h>"),
    "model uses cli": ("model/a.cc", '#include "cli/support/files.h"'),
    "model uses a library": ("model/a.cc", "#include <fmt/format.h>"),
    "parser uses bridge": ("parser/read/a.cc", '#include "bridge/netlink/codec.h"'),
    "parser uses a public header of the bridge": ("parser/read/a.h", "#include <virnet/kernel.h>"),
    "parser uses cli": ("parser/read/a.cc", '  #  include "cli/support/files.h"'),
    "parser uses conformance": ("parser/read/a.cc", "#include <virnet/conform.h>"),
    "parser uses libmnl": ("parser/read/a.cc", "#include <libmnl/libmnl.h>"),
    "a test of the parser uses bridge": ("parser/read/a_test.cc", '#include "bridge/netlink/codec.h"'),
    "bridge uses parser": ("bridge/plan/a.cc", '#include "parser/read/reader.h"'),
    "bridge uses a public header of the parser": ("bridge/plan/a.cc", "#include <virnet/write.h>"),
    "bridge uses expat": ("bridge/netlink/sub/a.cc", "#include <expat.h>"),
    "cli uses expat": ("cli/a.cc", "#include <expat.h>"),
    "conformance uses libmnl": ("conformance/a.cc", "#include <libmnl/libmnl.h>"),
    "the XML room uses the reader": ("parser/xml/a.cc", '#include "parser/read/reader.h"'),
    "the writer uses the reader": ("parser/write/a.cc", '#include "parser/read/reader.h"'),
    "the writer uses lint": ("parser/write/a.cc", '#include "parser/lint/value_lint.h"'),
    "strict uses lint": ("parser/strict/a.cc", '#include "parser/lint/value_lint.h"'),
    "netlink uses plans": ("bridge/netlink/a.cc", '#include "bridge/plan/match.h"'),
    "plans use the kernel in memory": ("bridge/plan/a.cc", '#include "bridge/memory/kernel.h"'),
    "support uses verbs": ("cli/support/a.cc", '#include "cli/verbs/commands.h"'),
    "render uses verbs": ("cli/render/a.cc", '#include "cli/verbs/commands.h"'),
    "the program uses what tests it": ("cli/verbs/a.cc", '#include "conformance/netns/crowd.h"'),
    "the harness uses what tests it": ("conformance/harness/a.cc", '#include "conformance/netns/crowd.h"'),
    "the harness uses the parser": ("conformance/harness/steps/a.cc", "#include <virnet/parse.h>"),
    "the harness uses the booted kernels": ("conformance/harness/a.cc", '#include "conformance/kernels/machine.h"'),
    "a room without arrows": ("parser/attic/a.cc", "#include <string>"),
    "a public header without a library": ("include/virnet/new.h", "#include <string>"),
    "an unknown public header": ("cli/a.cc", "#include <virnet/new.h>"),
    "a public header uses expat": ("include/virnet/parse.h", "#include <expat.h>"),
    "a public header uses libmnl": ("include/virnet/kernel.h", "#include <libmnl/libmnl.h>"),
    "a public header uses a private one": ("include/virnet/mac.h", '#include "model/values/digits.h"'),
    "a public header of the model uses the parser's": ("include/virnet/mac.h", "#include <virnet/parse.h>"),
    "a relative path": ("parser/read/a.cc", '#include "../bridge/codec.h"'),
    "a name without folder": ("parser/read/a.cc", '#include "reader.h"'),
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

    def test_empty_tree(self):
        done = check({"README.md": ""})
        self.assertEqual(done.returncode, 1)
        self.assertIn("no include found", done.stderr)


unittest.main()
