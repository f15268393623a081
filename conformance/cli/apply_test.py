"""virnet apply where something is in its way: a flood of new addresses, signals, somebody who has the lock."""
import fcntl
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import time

from own_namespace import OwnNamespace
from program import NOBODY, main

GUESTS = 40
MACS = [f"52:54:00:00:01:{n:02x}" for n in range(GUESTS)]
ENTRIES = 200000
MEMORY = 256 << 20  # bytes
LOCKS = pathlib.Path("/run/virnet")
# Sends frames from ever new source addresses into each of these links, as fast as possible.
STORM = """
import os, socket, sys
sockets = []
for name in sys.argv[1:]:
    each = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    each.bind((name, 0))
    sockets.append(each)
print("blows", flush=True)
while True:
    noise = os.urandom(5 * 1000)
    for at in range(0, len(noise), 5):
        for each in sockets:
            each.send(b"\\xff" * 6 + b"\\x02" + noise[at:at + 5] + b"\\x88\\xb5" + b"x" * 46)
"""
SQUATTER = """
import socket, sys, time
taken = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
taken.bind((0x76000000 + int(sys.argv[1]), 0))
print("taken", flush=True)
time.sleep(100)
"""


class Apply(OwnNamespace):
    def setUp(self):
        super().setUp()
        self.batch("ip", ["link add br0 type bridge", "link add eth0 type veth peer name w0",
                          *(f"link add vnet{n} type veth peer name g{n}" for n in range(GUESTS)),
                          *(f"link set {port} master br0" for port in self.ports()),
                          *(f"link set {name} up" for name in
                            ("br0", "eth0", "w0", *self.ports()[1:], *(f"g{n}" for n in range(GUESTS))))])
        guests = [word for n, mac in enumerate(MACS) for word in ("--port", f"vnet{n}={mac}")]
        self.rest = ("n.xml", *guests, *self.netns)

    @staticmethod
    def ports():
        return ["eth0", *(f"vnet{n}" for n in range(GUESTS))]

    def operations(self):
        done = self.run_program("plan", *self.rest, "--format", "json")
        return [operation for operation in json.loads(done.stdout)["operations"]
                if operation["operation"] == "flags" or operation.get("mac") in MACS]

    def wait_for_entries(self, number):
        for _ in range(100):
            listed = subprocess.run([*self.inside, "bridge", "fdb", "show"], capture_output=True).stdout
            if listed.count(b"\n") > number:
                return
            time.sleep(0.1)
        self.fail("the flood is none")

    def test_in_a_flood_of_new_addresses(self):
        for where in (["g0"], ["w0"], ["g0", "g1", "w0"]):
            with self.subTest(where):
                self.batch("ip", [f"link set {port} nomaster" for port in self.ports()])
                self.batch("ip", [f"link set {port} master br0" for port in self.ports()])
                storm = self.start(*self.inside, sys.executable, "-c", STORM, *where)
                self.assertEqual(storm.stdout.readline(), "blows\n")
                self.wait_for_entries(20000)
                done = self.run_program("apply", *self.rest, timeout=20)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                check = self.run_program("check", *self.rest, timeout=20)
                self.assertEqual(check.returncode, 0, check.stdout[-300:])
                storm.kill()
                self.assertEqual(self.run_program("check", *self.rest).returncode, 0)

    def test_a_large_table(self):
        """200,000 entries as JSON take time and memory in proportion."""
        # The kernel goes through the whole of it once for each port.
        self.batch("ip", [f"link set {port} nomaster" for port in self.ports()[2:]])
        macs = [f"02:00:00:{n >> 16:02x}:{n >> 8 & 255:02x}:{n & 255:02x}" for n in range(ENTRIES)]
        self.batch("bridge", [f"fdb add {mac} dev eth0 master dynamic" for mac in macs])

        def frugally():
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        done = self.run_program("check", *self.rest, "--format", "json", preexec_fn=frugally)
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        listed = [entry["mac"] for entry in json.loads(done.stdout)["observed"]["fdb"] if entry["kind"] == "dynamic"]
        # The guests' own devices may have been heard as well.
        self.assertTrue([mac for mac in listed if mac.startswith("02:00:00:")] == macs, "entries are missing")

    def test_interrupted(self):
        """Whenever the signal comes: all or nothing, and which of them is said."""
        before = self.operations()
        self.assertGreater(len(before), GUESTS)
        ends = {"undone": 0, "done": 0, "never begun": 0}
        dice = random.Random(1)
        for attempt in range(40):
            number = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[attempt % 3]
            apply = self.start_virnet("apply", *self.rest)
            time.sleep(dice.uniform(0.005, 0.08))
            apply.send_signal(number)
            said = apply.communicate(timeout=20)[1]
            if apply.returncode == 0:
                ends["done"] += 1
                self.assertIn(said, ("", "virnet: interrupted too late: everything has been carried out\n"))
                self.assertEqual(self.operations(), [])
                self.batch("ip", [f"link set {port} nomaster" for port in self.ports()])
                self.batch("ip", [f"link set {port} master br0" for port in self.ports()])
            elif apply.returncode == 2:
                ends["undone"] += 1
                self.assertEqual(said, "virnet: interrupted; nothing has changed\n")
            else:
                ends["never begun"] += 1
                self.assertEqual(apply.returncode, -number)
            self.assertEqual(self.operations(), before, ends)

    def test_a_signal_that_is_ignored(self):
        """As below nohup."""
        apply = self.start("env", "--ignore-signal=HUP", self.virnet, "apply", *self.rest)
        time.sleep(0.03)
        apply.send_signal(signal.SIGHUP)
        said = apply.communicate(timeout=20)[1]
        self.assertEqual((apply.returncode, said), (0, ""))

    def lock_name(self):
        number = os.stat(self.netns[1]).st_ino
        return f"bridge-{number}-{self.links()['br0']}"

    def need_locks(self):
        if os.geteuid() != 0 or not os.access("/run", os.W_OK):
            self.skipTest("only root has its locks below /run")

    def test_nobody_can_take_the_lock(self):
        self.need_locks()
        if not shutil.which("setpriv"):
            self.skipTest("there is no setpriv")
        squatter = self.start(*self.inside, "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups",
                              sys.executable, "-c", SQUATTER, str(self.links()["br0"]))
        self.assertEqual(squatter.stdout.readline(), "taken\n")
        done = self.run_program("apply", *self.rest)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_another_virnet(self):
        self.need_locks()
        LOCKS.mkdir(mode=0o700, exist_ok=True)
        path = LOCKS / self.lock_name()
        with open(path, "w") as taken:
            self.addCleanup(path.unlink, missing_ok=True)
            fcntl.flock(taken, fcntl.LOCK_EX)
            print(os.getpid(), file=taken, flush=True)
            done = self.run_program("apply", *self.rest)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, f"^virnet: cannot change bridge 'br0': .*: another virnet is changing it, "
                                          f"process {os.getpid()}; nothing has changed\n$")
        self.assertEqual(self.run_program("apply", *self.rest).returncode, 0)
        self.assertFalse(path.exists())

    def test_where_no_files_can_be_made(self):
        """As in many containers; what follows is said."""
        tried = subprocess.run(["unshare", "-m", "true"], capture_output=True)
        if os.geteuid() != 0 or tried.returncode != 0:
            self.skipTest("no mount namespace can be made")
        closed = ("unshare", "-m", "sh", "-c", 'mount -t tmpfs -o ro none /run && exec "$@"', "sh")
        done = self.run_program("apply", *self.rest, prefix=closed)
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stderr, r"^virnet: cannot lock '/run/virnet': Read-only file system \(EROFS\): only ")
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertEqual(self.run_program("check", *self.rest).returncode, 0)
        self.do("bridge link set dev vnet0 learning on")
        done = self.run_program("apply", *self.rest, "--quiet", prefix=closed)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    main()
