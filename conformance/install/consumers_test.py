"""Projects of somebody else that use virnet: installed, or as a part of theirs.

usage: consumers_test.py BUILD COMPILER TEST...     BUILD: where all of virnet is built; TEST: a class below
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

TREE = pathlib.Path(__file__).resolve().parents[2]
HERE = TREE / "conformance/install"
BUILD, COMPILER = sys.argv[1:3]
# What the parser does without: for CMake's find_package(), and for whoever includes it.
PACKAGES = ("CLI11", "fmt", "nlohmann_json", "tomlplusplus", "GTest", "rapidcheck", "benchmark", "Python3")
HEADERS = ("CLI/CLI.hpp", "fmt/format.h", "nlohmann/json.hpp", "toml++/toml.h", "dtl/dtl.hpp", "libmnl/libmnl.h")


class Consumer(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_command(self, *command, status=0, **options):
        done = subprocess.run([str(word) for word in command], text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, **options)
        self.assertEqual(done.returncode, status, f"{command}\n{done.stdout}")
        return done.stdout

    def install(self, *options):
        """The prefix, which is not the one of the configuration."""
        prefix = self.folder / "usr"
        self.run_command("cmake", "--install", BUILD, "--prefix", prefix, *options, env={**os.environ, "DESTDIR": ""})
        return prefix

    def configure(self, project, *options, status=0):
        """A copy of the project, which has nothing of ours around it."""
        shutil.copytree(HERE, self.folder / "projects")
        source = self.folder / "projects" / project
        return self.run_command("cmake", "-G", "Ninja", "-S", source, "-B", self.folder / "build",
                                f"-DCMAKE_CXX_COMPILER={COMPILER}", *options, status=status)

    def build_and_run(self):
        self.run_command("cmake", "--build", self.folder / "build")
        return self.run_command(self.folder / "build/consumer")

    def without_the_rest(self):
        """Options of cmake with which nothing that the parser does without can be found."""
        for header in HEADERS:
            path = self.folder / "hidden" / header
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"#error {header} is not here\n")
        flags = f"{os.environ.get('CXXFLAGS', '')} -O0 -I{self.folder / 'hidden'}"
        return [f"-DCMAKE_DISABLE_FIND_PACKAGE_{package}=ON" for package in PACKAGES] + [f"-DCMAKE_CXX_FLAGS={flags}"]


class Installed(Consumer):
    def test_program(self):
        prefix = self.install("--component", "runtime")
        for file in ("share/man/man1/virnet.1", "share/bash-completion/completions/virnet"):
            self.assertGreater((prefix / file).stat().st_size, 0)
        self.assertFalse((prefix / "include").exists())
        self.run_command(prefix / "bin/virnet", "--version")
        # It says how to get a kernel without a tree of sources.
        said = self.run_command(prefix / "bin/virnet", "conform", "--kernel", "bookworm", status=2,
                                env={**os.environ, "VIRNET_KERNEL_CACHE": str(self.folder / "none")})
        self.assertEqual(said.rpartition(": ")[2], f"{prefix}/libexec/virnet/fetch-kernel bookworm\n")

    def test_all_libraries(self):
        prefix = self.install("--component", "development")
        self.assertFalse((prefix / "bin").exists())
        installed = {str(path.relative_to(prefix / "include")) for path in (prefix / "include").rglob("*.h")}
        self.assertEqual(installed, {str(path.relative_to(TREE / "include"))
                                     for path in (TREE / "include").rglob("*.h")})
        self.configure("all", f"-DCMAKE_PREFIX_PATH={prefix}")
        self.assertIn("<name>lab</name>", self.build_and_run())

    def test_one_component(self):
        self.configure("parser", f"-DCMAKE_PREFIX_PATH={self.install()}", *self.without_the_rest())
        self.assertIn("<name>lab</name>", self.build_and_run())

    def test_a_component_that_is_not_there(self):
        said = self.configure("parser", f"-DCMAKE_PREFIX_PATH={self.install()}", "-DCOMPONENT=parsers", status=1)
        self.assertIn("this virnet has no component 'parsers', only: parser, bridge, testing, conform", " ".join(said.split()))

    def test_shared_library(self):
        self.configure("shared", f"-DCMAKE_PREFIX_PATH={self.install()}")
        self.build_and_run()

    def test_pkg_config(self):
        """Also in a tree that was moved after the installation."""
        moved = self.folder / "moved"
        self.install().rename(moved)
        where = next(moved.rglob("virnet-parser.pc")).parent
        for package, source in (("virnet-parser", "parser"), ("virnet-parser virnet-conform", "all")):
            with self.subTest(package):
                flags = self.run_command("pkg-config", "--static", "--cflags", "--libs", *package.split(),
                                         env={**os.environ, "PKG_CONFIG_PATH": str(where)}).split()
                self.run_command(COMPILER, "-std=c++23", *os.environ.get("CXXFLAGS", "").split(),
                                 HERE / source / "main.cc", *flags, "-o", self.folder / "consumer")
                self.assertIn("<name>lab</name>", self.run_command(self.folder / "consumer"))
        self.assertNotIn("fmt", self.run_command("pkg-config", "--static", "--libs", "virnet-parser",
                                                 env={**os.environ, "PKG_CONFIG_PATH": str(where)}))


class PartOfAnother(Consumer):
    def test_parser_alone(self):
        said = self.configure("subdirectory", f"-DVIRNET={TREE}", "-DBUILD_SHARED_LIBS=ON", *self.without_the_rest())
        self.assertNotIn("Could NOT", said)
        self.assertIn("<name>lab</name>", self.build_and_run())
        self.assertEqual({path.name for path in (self.folder / "build").rglob("libvirnet*")},
                         {"libvirnet_model.a", "libvirnet_parser.a"})

    def test_fetched_content(self):
        """Its build is that of the test before; that CMake finds the same is enough."""
        self.configure("subdirectory", f"-DVIRNET={TREE}", "-DFETCH=ON", *self.without_the_rest())
        plan = self.run_command("ninja", "-C", self.folder / "build", "-n", "consumer")
        self.assertIn("libvirnet_parser.a", plan)
        self.assertNotIn("bridge/", plan)

    def test_options_that_do_not_go_together(self):
        said = self.configure("subdirectory", f"-DVIRNET={TREE}", "-DVIRNET_PROGRAM=ON", status=1)
        self.assertIn("VIRNET_PROGRAM=ON needs VIRNET_CONFORM=ON", said)

    def test_a_library_that_is_missing(self):
        said = self.configure("subdirectory", f"-DVIRNET={TREE}", "-DVIRNET_BRIDGE=ON",
                              "-DCMAKE_DISABLE_FIND_PACKAGE_fmt=ON", status=1)
        self.assertIn("virnet needs fmt, which was not found (Debian: apt install libfmt-dev)", " ".join(said.split()))


unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
