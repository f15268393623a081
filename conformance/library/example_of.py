#!/usr/bin/env python3
"""Makes a test of the example in a public header.

usage: example_of.py FOLDER HEADER OUTPUT [AROUND]

HEADER is below FOLDER ("virnet/network.h"). The example is the first block of its opening comment that is indented by
three blanks. It takes the place of the line "// EXAMPLE" in AROUND, which declares the names that the example uses and
checks what it did; without AROUND it is a test of its own. The header is included first, so it has to compile by
itself, too.
"""
import pathlib
import re
import sys

DEFAULT = """#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iostream>

TEST(HeaderExamples, {name}) {{
  // EXAMPLE
}}
"""


def example_of(text):
    """The number of its first line and its lines, or None."""
    lines = text.splitlines()
    is_code = [line.startswith("//   ") for line in lines]
    opening = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    start = next((i for i in range(opening) if is_code[i]), None)
    if start is None:
        return None
    # Blank comment lines within the block belong to it.
    end = start
    while end < opening and (is_code[end] or lines[end] == "//" and end + 1 < opening and is_code[end + 1]):
        end += 1
    return start + 1, [line[5:] for line in lines[start:end]]


def pasted(header, path, text, around_path, around):
    found = example_of(text)
    if not found:
        sys.exit(f"{path}: the header has no example; its first comment should show one, indented by three blanks")
    line, code = found
    name = re.sub(r"\W", "_", header.removeprefix("virnet/").removesuffix(".h"))
    if not around:
        around_path, around = "a test of its own", DEFAULT.format(name=name)
    before, place, after = around.partition("// EXAMPLE\n")
    if not place or place in after:
        sys.exit(f"{path}: what is around its example needs one line '// EXAMPLE'")
    # A compiler's messages name the header, or the file around.
    return "\n".join([f"#include <{header}>", f'#line 1 "{around_path}"', before.rstrip(), f'#line {line} "{path}"', *code,
                      f'#line {before.count(chr(10)) + 2} "{around_path}"', after])


def main(folder, header, output, around=None):
    path = pathlib.Path(folder, header)
    text = pasted(header, path, path.read_text(), around, pathlib.Path(around).read_text() if around else None)
    pathlib.Path(output).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(output).write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
