#!/usr/bin/env python3
"""Checks that a wrong use of the library does not compile, for the reason given, and the right one does.

usage: misuse_test.py FILE COMPILER [FLAG...]

FILE holds the wrong way under #ifdef MISUSE and the right way under #else. Its line "// error: REGEX" says what the
compiler's message about the wrong way is like; g++ and clang word it differently.
"""
import pathlib
import re
import subprocess
import sys


def compiled(file, command, *more):
    """Exit status and messages, in English."""
    done = subprocess.run([*command, "-fsyntax-only", *more, file], capture_output=True, text=True,
                          env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return done.returncode, done.stderr


def problem(file, command):
    expected = re.search(r"^// error: (.+)$", pathlib.Path(file).read_text(), re.MULTILINE)
    if not expected:
        return "no line '// error: REGEX'"
    status, messages = compiled(file, command)
    if status != 0:
        return f"the right way does not compile:\n{messages}"
    status, messages = compiled(file, command, "-DMISUSE")
    if status == 0:
        return "the wrong way compiles"
    if not re.search(rf"{re.escape(file)}:\d+:\d+: error: .*({expected[1]})", messages):
        return f"another error than '{expected[1]}':\n{messages}"
    return None


if __name__ == "__main__":
    if text := problem(sys.argv[1], sys.argv[2:]):
        sys.exit(f"{sys.argv[1]}: {text}")
