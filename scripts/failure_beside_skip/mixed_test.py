"""MIXED_TESTS chooses among these: their names with blanks in between."""
import os
import sys
import unittest

from program import main


class Mixed(unittest.TestCase):
    def test_passes(self):
        pass

    def test_skips(self):
        self.skipTest("something is missing")

    def test_fails(self):
        self.fail("something is wrong")


sys.argv[1:] = [f"Mixed.test_{name}" for name in os.environ["MIXED_TESTS"].split()]
main()
