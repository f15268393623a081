"""virnet conform --kernel where it cannot be done, and what it says then."""
import json
import os
import re
import shutil
import subprocess

from program import TREE, Program, main


class Kernels(Program):
    def refuse(self, *arguments, said, **options):
        done = self.run_program("conform", *arguments, **options)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertRegex(done.stderr, said)
        return done.stderr

    def test_no_kernel(self):
        env = {**os.environ, "VIRNET_KERNEL_CACHE": str(self.folder)}
        said = self.refuse("--kernel", "bookworm", env=env,
                           said=r"^virnet: kernel 'bookworm' is not in \S+; fetch it with: \S+fetch-kernel bookworm\n$")
        self.assertTrue(os.access(said.split()[-2], os.X_OK), said)

    def test_no_emulator(self):
        for name, text in (("release", "6.1.0-test\n"), ("vmlinuz", ""), ("modules/order", "")):
            self.file("kernel/" + name, text)
        env = {**os.environ, "PATH": str(self.folder)}
        said = self.refuse("--kernel", self.folder / "kernel", "--kernel", f"{self.folder}/./kernel", env=env,
                           said=r"^virnet: booting a kernel needs qemu-system-x86_64, which is not installed \(Debian: ")
        self.assertEqual(said.count("\n"), 1, "said once for all kernels")

    def test_no_such_name(self):
        self.refuse("--kernel", "buster",
                    said=r"^virnet: unknown kernel 'buster'; known are host, bullseye, bookworm, trixie, forky, all, and ")
        self.refuse("--kernel", "bookworm", "n.xml", said=r"--kernel proves the catalogue")
        self.refuse("--format", "html", "n.xml", said=r"--format html is for the catalogue")

    def test_page_is_about_the_catalogue(self):
        """docs/kernel.md has every number, and no sentence that the catalogue has not."""
        listed = json.loads(self.run_program("conform", "--list", "--format", "json").stdout)["statements"]
        lines = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
                 for line in (TREE / "docs/kernel.md").read_text().splitlines() if re.match(r"\| [A-Z]{3}-\d{3} ", line)]
        rows = {(cells[0], cells[1], re.sub(r"\\(.)", r"\1", cells[2])) for cells in lines}
        self.assertEqual({row[0] for row in rows}, {line["id"] for line in listed})
        self.assertEqual(rows - {(line["id"], line["mode"], line["proves"]) for line in listed}, set())
        self.assertEqual([cells for cells in lines if "**NO**" in cells], [])

    def test_page_is_as_a_run_writes_it(self):
        """Its words are the writer's, and what it counts is what its columns hold."""
        page = (TREE / "docs/kernel.md").read_text()
        done = self.run_program("conform", "--only", "ATT-001", "--format", "markdown")
        if "cannot make a network namespace" in done.stderr:
            self.skipTest(done.stderr.strip())
        words = [line for line in done.stdout.splitlines() if line and not re.match(r"\||#|host: ", line)]
        self.assertEqual([line for line in words if line not in page.splitlines()], [])
        written = {}
        for line in page.splitlines():
            if kernel := re.match(r"\| ([\w./-]+) \| \S+ \| (\d+) \| (\d+) \| (\d+) \| \d+ \| \d+ \|$", line):
                written[kernel[1]] = [int(number) for number in kernel.groups()[1:]]
        self.assertEqual(list(written), ["host", "bullseye", "bookworm", "trixie", "forky"])
        cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[4:-1]] for line in page.splitlines()
                 if re.match(r"\| [A-Z]{3}-\d{3} ", line)]
        for kernel, column in zip(written, zip(*cells)):
            counted = [sum(bool(re.match(mark, cell)) for cell in column) for mark in ("yes", r"\*\*NO", r"\(\d+\)$")]
            self.assertEqual(counted, written[kernel], kernel)

    def test_the_first_process_of_a_container(self):
        """With the lab's argument, which anybody can give; the lab's own files are not there."""
        first = ("unshare", "--pid", "--fork", "--mount")
        if not shutil.which("unshare") or subprocess.run([*first, "true"], capture_output=True).returncode != 0:
            self.skipTest("no namespace of processes can be made")
        done = self.run_program("lint", "virnet-kernel-lab", prefix=first, timeout=20)
        self.assertEqual((done.returncode, done.stderr.splitlines()[0]), (
            2, "virnet: cannot open 'virnet-kernel-lab': No such file or directory"))

    def test_trouble_is_in_the_reports(self):
        self.file("kernel/release", "6.1.0-test\n")
        self.file("kernel/vmlinuz", "no kernel")
        self.file("kernel/modules/order", "missing\n")
        for format in ("json", "markdown", "html"):
            done = self.run_program("conform", "--kernel", "./kernel", "--format", format)
            self.assertEqual((done.returncode, done.stderr), (2, "virnet: cannot read ./kernel/modules/missing.ko\n"))
            self.assertIn("cannot read ./kernel/modules/missing.ko", done.stdout)


main()
