"""A bridge with guests in a network namespace that is not the program's own."""
import json
import shutil
import subprocess

from program import VIRNET, Program

NETWORK = "<network><name>n</name><forward mode='bridge'/><bridge name='br0' macTableManager='libvirt'/></network>\n"


class OwnNamespace(Program):
    """Needs the right to make one, or root; there is a document n.xml of its bridge br0."""

    def setUp(self):
        super().setUp()
        for tool in ("unshare", "nsenter", "ip", "bridge"):
            if not shutil.which(tool):
                self.skipTest(f"there is no {tool}")
        self.holder = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo here; exec sleep 300"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.holder.communicate)
        self.addCleanup(self.holder.kill)
        if self.holder.stdout.readline() != "here\n":
            self.skipTest("no network namespace can be made: " + self.holder.stderr.read().strip())
        self.file("n.xml", NETWORK)
        self.inside = ("nsenter", "-t", str(self.holder.pid), "-n")
        self.netns = ("--netns", f"/proc/{self.holder.pid}/ns/net")

    def do(self, *commands):
        for command in commands:
            words = command.split() if isinstance(command, str) else command
            subprocess.run([*self.inside, *words], check=True, stdout=subprocess.DEVNULL)

    def batch(self, tool, lines):
        """Many commands of iproute2 at once; what it says of those that fail does not matter."""
        subprocess.run([*self.inside, tool, "-force", "-batch", "-"], input="\n".join(lines) + "\n", text=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self, *command, **options):
        """A process that ends with the test."""
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": self.folder, **options}
        process = subprocess.Popen(command, **options)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def start_virnet(self, *arguments, **options):
        return self.start(VIRNET, *map(str, arguments), **options)

    def links(self):
        """The names of all links and their numbers."""
        listed = subprocess.run([*self.inside, "ip", "-j", "link"], check=True, capture_output=True).stdout
        return {link["ifname"]: link["ifindex"] for link in json.loads(listed)}
