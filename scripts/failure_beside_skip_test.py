"""ctest turns red where a test fails beside one that is skipped, and shows a skip where nothing failed.

usage: failure_beside_skip_test.py BUILD COMPILER     BUILD: a build whose tests are looked at, too
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

BUILD, COMPILER = sys.argv[1:]
HERE = pathlib.Path(__file__).resolve().parent


class FailureBesideSkip(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = folder.name
        for command in (["cmake", "-G", "Ninja", "-S", HERE / "failure_beside_skip", "-B", cls.folder,
                         f"-DCMAKE_CXX_COMPILER={COMPILER}", "-DCMAKE_CXX_FLAGS=-O0"],
                        ["cmake", "--build", cls.folder]):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(done.stdout + done.stderr)

    def said(self, *tests):
        """The exit status of ctest, and what it makes of each test, where only these parts of it are run."""
        chosen = {"GTEST_FILTER": ":".join(f"Mixed.{test.title()}" for test in tests), "MIXED_TESTS": " ".join(tests)}
        done = subprocess.run(["ctest", "--test-dir", self.folder], text=True,
                              capture_output=True, env={**os.environ, **chosen})
        words = [next((word for word in ("Passed", "Skipped", "Failed") if word in line), line)
                 for line in done.stdout.splitlines() if "Test #" in line]
        return done.returncode == 0, words

    def test_what_ctest_says(self):
        for tests, expected in ((["passes"], (True, ["Passed", "Passed"])),
                                (["skips"], (True, ["Skipped", "Skipped"])),
                                (["passes", "skips"], (True, ["Skipped", "Skipped"])),
                                (["fails"], (False, ["Failed", "Failed"])),
                                (["skips", "fails"], (False, ["Failed", "Failed"])),
                                (["passes", "skips", "fails"], (False, ["Failed", "Failed"]))):
            with self.subTest(tests):
                self.assertEqual(self.said(*tests), expected)

    def test_none_of_ours_is_skipped_by_what_it_prints(self):
        """ctest ranks such an expression above the exit status."""
        said = subprocess.run(["ctest", "--test-dir", BUILD, "--show-only=json-v1"], capture_output=True, check=True)
        tests = json.loads(said.stdout)["tests"]
        self.assertGreater(len(tests), 0)
        self.assertEqual([test["name"] for test in tests
                          for each in test.get("properties", ()) if each["name"] == "SKIP_REGULAR_EXPRESSION"], [])


unittest.main(argv=sys.argv[:1])
