#!/usr/bin/env python3
"""Writes a program that names every public type without qualification, so that no two may have one name.

usage: type_names.py INCLUDE OUTPUT     INCLUDE is the folder with virnet/
"""
import pathlib
import re
import sys

NAMESPACE = re.compile(r"^(?:inline )?namespace ([a-z:]+) \{")
TYPE = re.compile(r"^(?:struct|class|enum class|using) ([A-Z]\w*)\b")


def types_of(header):
    """The types of a header that are no templates, not private to the library, and not the set of the drafts, which has
    the names of the other on purpose."""
    inside, before = [], ""
    for line in header.read_text().splitlines():
        if match := NAMESPACE.match(line):
            inside.append(match[1])
        elif line.startswith("}  // namespace") or (line == "}" and inside and inside[-1] == "internal"):
            inside.pop()
        elif (match := TYPE.match(line)) and not {"internal", "draft"} & set(inside) and not before.startswith("template"):
            yield match[1]
        before = line


def main():
    include, output = map(pathlib.Path, sys.argv[1:])
    headers = sorted(header.relative_to(include) for header in (include / "virnet").rglob("*.h"))
    headers = [header for header in headers if "internal" not in header.parts]
    names = sorted({name for header in headers for name in types_of(include / header)})
    if len(names) < 100:
        sys.exit(f"type_names: only {len(names)} types found in {include}")
    lines = [f"#include <{header}>" for header in headers]
    lines += ["", "using namespace virnet;", "using namespace virnet::bridge;", ""]
    lines += [f"static_assert(sizeof({name}*) != 0);" for name in names]
    output.write_text("\n".join(lines + ["", "int main() {}", ""]))


main()
