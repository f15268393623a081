"""check_pairs finds each header and each source that is alone, and nothing else."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK = pathlib.Path(__file__).with_name("check_pairs")
RIGHT = {
    "bridge/CMakeLists.txt": "virnet_library(bridge SOURCES plan/links.cc HEADERS links.h plan.h)\n",
    "include/virnet/links.h": "int links();\n",
    "include/virnet/plan.h": "struct Plan {};\n",
    "bridge/netlink/socket.h": "int open_socket();\n",
    "bridge/netlink/socket.cc": "int open_socket() { return 1; }\n",
    "bridge/netlink/netlink_kernel.h": "class Kernel {\n  int links();\n};\n",
    "bridge/netlink/netlink_execute.cc": "int Kernel::links() { return 1; }\n",
    "bridge/plan/links.cc": "int links() { return 1; }\n",
    "bridge/plan/inline.h": "struct A {\n  explicit A(int b) : b_(f(b)) {}\n  virtual int c() = 0;\n  int b_ = {};\n};\n"
                            "inline int f(int a) {\n  return g(a);\n}\nusing F = int (*)(int);\n",
    "bridge/plan/plan_test.cc": "int f();\n",
    "cli/verbs/values.h": "inline constexpr int a = f(1);\nstruct A {\n  int b = f(2);\n  int (*c)(int);\n};\n",
    "cli/verbs/commands.h": "void add_verb();\n",
    "cli/verbs/verb.cc": "void add_verb() {}\n",
    "parser/schema/element.h": "void two_rows_have_the_same_name();\n",
}


def check(files):
    with tempfile.TemporaryDirectory() as tree:
        for name, text in files.items():
            path = pathlib.Path(tree, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return subprocess.run([sys.executable, CHECK, tree], capture_output=True, text=True)


class CheckPairs(unittest.TestCase):
    def test_right_tree(self):
        done = check(RIGHT)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_each_file_alone(self):
        for path, text, problem in [
            ("bridge/plan/a.cc", "int f() { return 1; }\n", "no header has the same name"),
            ("bridge/plan/a.h", "[[nodiscard]] int f(int b = {});\n", "no source has the same name"),
            ("bridge/plan/a.h", "namespace a {\nclass A {\n public:\n  A();\n};\n}\n", "no source has the same name"),
            ("bridge/plan/a.h", "template <typename T>\nclass A {\n  T f() const;\n};\n", "no source has the same name"),
            ("include/virnet/plan.h", "int f();\n", "no source has the same name"),
            ("cli/support/a.cc", "int f() { return 1; }\n", "no header has the same name"),
            ("model/values/a.h", "struct A {\n  bool operator==(const A& b) const;\n};\n", "no source has the same name"),
            ("parser/read/plan.cc", "int f() { return 1; }\n", "no header has the same name"),
            ("conformance/harness/a.cc", "int f() { return 1; }\n", "no header has the same name"),
        ]:
            with self.subTest(path, text=text):
                done = check({**RIGHT, path: text})
                self.assertEqual((done.returncode, done.stderr), (1, ""), done.stdout)
                self.assertEqual(done.stdout.splitlines()[:-1], [f"{path}: {problem}"])


unittest.main()
