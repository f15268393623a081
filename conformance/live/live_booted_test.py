"""live_test.py on a kernel that is booted for it, one whose bridges filter VLANs.

usage: live_booted_test.py KERNEL [-k PATTERN]...     the kernel by a name that scripts/fetch-kernel knows

The kernel gets what the test needs of this host: its libvirtd, QEMU and iproute2, this interpreter, and the program.
Nothing is installed or fetched, and no privilege is needed. virnet-booted is named by the variable VIRNET_BOOTED.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig

import live_test
import program
from program import SKIPPED, VIRNET

BOOTED = os.environ["VIRNET_BOOTED"]
LIBRARIES = pathlib.Path("/usr/lib") / sysconfig.get_config_var("MULTIARCH")
# Besides the program and what live_test.py calls by name.
FILES = ["/bin/sh", "/usr/bin/env", "/bin/mount", "/etc/passwd", "/etc/group", "/etc/nsswitch.conf",
         LIBRARIES / "qemu/accel-tcg-x86_64.so", "/usr/share/qemu/kvmvapic.bin", "/usr/share/seabios/bios-256k.bin"]
FOLDERS = [LIBRARIES / "libvirt", "/usr/share/libvirt/cpu_map"]
EMPTY = ["/root", "/run", "/var/run", "/etc/libvirt", "/var/lib", "/var/log", "/var/cache"]


def interpreter():
    """Python and its modules; of its packages those that the test has loaded."""
    home = pathlib.Path(sysconfig.get_path("stdlib"))
    packages = {pathlib.Path(module.__file__).parent for module in list(sys.modules.values())
                if os.path.basename(getattr(module, "__file__", None) or "") == "__init__.py"}
    yield os.path.realpath(sys.executable)
    yield from home.glob("*.py")
    yield from (home / "__pycache__").glob(f"*.{sys.implementation.cache_tag}.pyc")
    yield from (home / "lib-dynload").glob("*.so")
    for package in packages:
        if package.is_relative_to(home):
            yield from (path for path in package.rglob("*") if path.is_file())


def with_libraries(paths):
    """Also the shared libraries without which those of them that are programs or libraries do not start."""
    every = {str(path) for path in paths}
    for path in list(every):
        with open(path, "rb") as file:
            if file.read(4) != b"\x7fELF":
                continue
        said = subprocess.run(["ldd", path], capture_output=True, text=True).stdout
        every.update(re.findall(r"(/\S+) \(0x", said))
    return every


def paths():
    files = [*FILES, *interpreter(), VIRNET, program.__file__, live_test.__file__,
             *(shutil.which(tool) for tool, _ in live_test.TOOLS)]
    for folder in FOLDERS:
        files += (path for path in pathlib.Path(folder).rglob("*") if path.is_file())
    return sorted(with_libraries(files)) + EMPTY


def main(kernel, *options):
    reason = live_test.missing_tool()
    if reason:
        print(f"skipped: {reason}", file=sys.stderr)
        return SKIPPED
    command = ["/usr/bin/env", f"VIRNET={VIRNET}", f"{live_test.FILTERS}=yes", "PYTHONDONTWRITEBYTECODE=1",
               f"PYTHONPATH={os.path.dirname(program.__file__)}", os.path.realpath(sys.executable),
               live_test.__file__, *options]
    done = subprocess.run([BOOTED, kernel, *command], input="".join(f"{path}\n" for path in paths()), text=True,
                          stderr=subprocess.PIPE)
    sys.stderr.write(done.stderr)
    return SKIPPED if done.returncode == 2 and "fetch-kernel" in done.stderr else done.returncode


sys.exit(main(*sys.argv[1:]))
