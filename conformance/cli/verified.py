"""The releases in the table of <virnet/release.h>, oldest first."""
import re

from program import TREE

VERIFIED = [".".join(row) for row in re.findall(r"^    \{\{(\d+), (\d+)\}, XmlLibrary::",
                                                (TREE / "include/virnet/release.h").read_text(), re.MULTILINE)]
