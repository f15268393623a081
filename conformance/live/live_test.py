"""virnet check, plan and apply --live beside a real libvirt: its own daemon, networks and emulated guests.

Everything is in namespaces of the test's own: libvirtd finds empty folders where its configuration and state would be,
and all of it goes away with the last process. The guests have no disk, and run.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

from program import SKIPPED, Program, main

INSIDE = "VIRNET_TEST_INSIDE"
FILTERS = "VIRNET_TEST_FILTERS"  # set where the kernel must have bridges that filter VLANs
# The shell stays as the first process: guests that have ended are its children, and it takes note of them.
OWN = ("unshare", "--net", "--mount", "--propagation=private", "--pid", "--fork", "--kill-child", "--mount-proc",
       "sh", "-c", '"$@"; exit $?', "sh")
PATIENCE = 600  # seconds; the guests may be emulated in a machine that is emulated itself
LIBVIRTD = "/usr/sbin/libvirtd"  # not in every user's PATH
TOOLS = ((LIBVIRTD, "libvirt-daemon"), ("virsh", "libvirt-clients"), ("unshare", "util-linux"),
         ("qemu-system-x86_64", "qemu-system-x86"), ("ip", "iproute2"), ("bridge", "iproute2"))
A, B, C = (f"52:54:00:00:00:0{n}" for n in (1, 2, 3))
# What the daemon would find on an installed host: nobody else asks it, and its guests are nobody else's.
CONFIGURATION = {
    "libvirtd.conf": 'auth_unix_rw = "none"\nauth_unix_ro = "none"\nunix_sock_group = "root"\n',
    "qemu.conf": 'user = "root"\ngroup = "root"\ndynamic_ownership = 0\nremember_owner = 0\nsecurity_driver = "none"\n'
                 'namespaces = []\ncgroup_controllers = []\nstdio_handler = "file"\n',
}
# The account that Debian's libvirtd looks up at its start comes with a package that would start it as a service.
ACCOUNTS = {"passwd": "libvirt-qemu:x:0:0::/:/bin/false\n", "group": "libvirt-qemu:x:0:\nkvm:x:0:\n"}


def missing_tool():
    """What is not installed, or nothing."""
    for tool, package in TOOLS:
        if not shutil.which(tool):
            return f"there is no {pathlib.Path(tool).name} (package {package}; scripts/setup --emulator)"
    return ""


def missing():
    """Why there can be no daemon here, or nothing."""
    if os.geteuid() != 0:
        return "only root can start a libvirt for the system"
    if reason := missing_tool():
        return reason
    tried = subprocess.run([*OWN, "true"], capture_output=True, text=True)
    return "" if tried.returncode == 0 else "no namespaces can be made here: " + tried.stderr.strip()


def run(*words, input=None):
    done = subprocess.run(words, input=input, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: {done.stdout}")
    return done.stdout


def network(name, bridge):
    return (f"<network><name>{name}</name><forward mode='bridge'/><bridge name='{bridge}' macTableManager='libvirt'/>"
            "</network>")


def interface(mac, dev, source="network='lab'", kind="network", more=""):
    """With a name of its own for the tap, since libvirt counts its vnet0, vnet1 and so on ever upwards."""
    return (f"<interface type='{kind}'><mac address='{mac}'/><source {source}/><target dev='{dev}'/>"
            f"<model type='virtio'/>{more}<rom enabled='no'/></interface>")


def guest(name, *interfaces):
    return (f"<domain type='qemu'><name>{name}</name><memory unit='MiB'>32</memory>"
            "<os><type arch='x86_64' machine='pc'>hvm</type></os><devices>"
            "<emulator>/usr/bin/qemu-system-x86_64</emulator>" + "".join(interfaces) + "</devices></domain>")


def make_room():
    """Empty folders where the daemon keeps things, and the accounts that it looks up."""
    for folder in ("/run", "/var/lib", "/var/log", "/var/cache", "/etc/libvirt"):
        if pathlib.Path(folder).is_dir():
            run("mount", "-t", "tmpfs", "none", folder)
    for folder in ("/var/log/libvirt/qemu", "/var/lib/libvirt", "/var/cache/libvirt", "/etc/libvirt"):
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    run("mount", "-t", "sysfs", "none", "/sys")
    for name, text in CONFIGURATION.items():
        pathlib.Path("/etc/libvirt", name).write_text(text)
    for name, lines in ACCOUNTS.items():
        own = pathlib.Path("/run", name)
        own.write_text(pathlib.Path("/etc", name).read_text() + lines)
        run("mount", "--bind", str(own), f"/etc/{name}")


def vlan_filtering(bridge):
    """The file by which libvirt turns it on."""
    return pathlib.Path(f"/sys/devices/virtual/net/{bridge}/bridge/vlan_filtering")


def make_bridge(name):
    """With a stand-in for that file where the kernel has none; whether it has."""
    run("ip", "link", "add", name, "type", "bridge")
    run("ip", "link", "set", name, "up")
    file = vlan_filtering(name)
    if not (filters := file.exists()):
        if os.environ.get(FILTERS):
            raise AssertionError(f"bridges of Linux {os.uname().release} do not filter VLANs")
        run("mount", "-t", "tmpfs", "none", str(file.parent))
        file.write_text("0\n")
    return filters


def virsh(*words, document=None):
    return run("virsh", "--quiet", *words, *([] if document is None else ["/dev/stdin"]), input=document)


class Live(Program):
    @classmethod
    def setUpClass(cls):
        make_room()
        run("ip", "link", "set", "lo", "up")
        log = pathlib.Path("/var/log/libvirtd.log")
        with log.open("wb") as out:
            cls.daemon = subprocess.Popen([LIBVIRTD], stdout=out, stderr=out)
        socket = pathlib.Path("/run/libvirt/libvirt-sock")
        deadline = time.monotonic() + PATIENCE
        while not socket.exists() and cls.daemon.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        if not socket.exists():
            raise AssertionError("libvirtd does not start: " + log.read_text())
        for name, bridge in (("lab", "br0"), ("other", "br1")):
            cls.filters = make_bridge(bridge)
            virsh("net-create", document=network(name, bridge))

    @classmethod
    def tearDownClass(cls):
        cls.daemon.terminate()
        cls.daemon.wait()

    def start(self, name, *interfaces, options=()):
        virsh("create", *options, document=guest(name, *interfaces))
        self.addCleanup(virsh, "destroy", name)

    def run_program(self, *arguments, **options):
        return super().run_program(*arguments, **{"timeout": PATIENCE, **options})

    def live(self, *options, verb="check", status=0, err=""):
        done = self.run_program(verb, "--live", *options)
        self.assertEqual((done.returncode, done.stderr), (status, err), done.stdout)
        return done.stdout

    def wrong(self, network="lab"):
        """(port, what) of all that check finds, and the states that it knows; its status agrees with that."""
        done = self.run_program("check", "--live", network, "--format", "json")
        report = json.loads(done.stdout)["networks"][0]
        found = [(verdict["port"], verdict["drift"]) for verdict in report["verdicts"] if "drift" in verdict]
        self.assertEqual((done.returncode, report["conforms"]), (1, False) if found else (0, True))
        return found, [state["name"] for state in report["known_states"]]

    def test_filtering_is_on_from_the_networks_start(self):
        """Of one kind of network only, on a bridge that is not libvirt's; the network's end does not turn it off."""
        make_bridge("br2")
        for manager, before, after in (("kernel", "0", "0"), ("libvirt", "0", "1"), ("kernel", "1", "1")):
            with self.subTest(manager):
                self.assertEqual(vlan_filtering("br2").read_text().strip(), before)
                virsh("net-create", document=network("third", "br2").replace("'libvirt'", f"'{manager}'"))
                self.assertEqual(vlan_filtering("br2").read_text().strip(), after)
                self.live("third")
                virsh("net-destroy", "third")

    def test_entries_of_each_vlan(self):
        """libvirt names no VLAN: the kernel makes an entry for each that the port is in, and one for none."""
        self.start("one", interface(A, "tap0"), interface(B, "tap1"))
        entries = [entry.get("vlan", 0) for entry in json.loads(run("bridge", "-j", "fdb", "show"))
                   if entry["mac"] == A]
        self.assertEqual(sorted(entries), [0, 1] if self.filters else [0])
        self.assertIn("vlan_filtering: " + ("on" if self.filters else "not in this kernel") + "\n", self.live("lab"))
        if not self.filters:
            return
        vlans = run("bridge", "vlan", "show", "dev", "tap0").split("\n")[1:]
        self.assertEqual([line.split() for line in vlans if line], [["tap0", "1", "PVID", "Egress", "Untagged"]])
        for drift, port, meddle in (
                ("vlan-filtering-off", "br0", "ip link set br0 type bridge vlan_filtering 0"),
                ("entry-missing", "tap0", f"bridge fdb del {A} dev tap0 master vlan 1"),
                ("entry-elsewhere", "tap0", f"bridge fdb replace {A} dev tap1 master static vlan 1"),
                ("entry-local", "tap0", f"bridge fdb replace {A} dev tap0 master permanent vlan 1"),
                ("entry-missing-vlan", "tap0", "bridge vlan add vid 12 dev tap0")):
            with self.subTest(drift):
                run(*meddle.split())
                self.assertEqual(self.wrong()[0], [(port, drift)])
                self.live("lab", verb="plan", status=1)
                self.live("lab", verb="apply")
                self.assertEqual(self.wrong()[0], [])
        for vlan in ("1", "12"):
            run("bridge", "vlan", "del", "vid", vlan, "dev", "tap0")
        self.assertEqual(self.wrong()[0], [("tap0", "no-vlan")])

    def test_conforms_until_somebody_meddles(self):
        self.start("one", interface(A, "tap0"), interface(B, "tap1", more="<port isolated='yes'/>"))
        said = self.live("lab")
        for line in ("tap0\n", "learning: off", "flood: off", f"entry {A}: static on tap0", "isolated: on",
                     "br0: 2 ports looked at, all as the network wants\n"):
            self.assertIn(line, said)
        for meddle, drift in ((("link", "set", "dev", "tap0", "learning", "on"), "learns"),
                              (("link", "set", "dev", "tap0", "flood", "on"), "floods"),
                              (("link", "set", "dev", "tap0", "isolated", "on"), "isolated"),
                              (("fdb", "del", A, "dev", "tap0", "master"), "entry-missing"),
                              (("fdb", "replace", A, "dev", "tap0", "master", "permanent"), "entry-local"),
                              (("fdb", "replace", A, "dev", "tap1", "master", "static"), "entry-elsewhere")):
            with self.subTest(drift):
                run("bridge", *meddle)
                self.assertEqual(self.wrong()[0], [("tap0", drift)])
                self.live("lab", verb="plan", status=1)
                self.live("lab", verb="apply")
                self.assertEqual(self.wrong(), ([], []))

    def test_documents_that_virsh_prints(self):
        """What a user without the state files would take, and what iproute2 prints of that host."""
        self.start("one", interface(A, "tap0"))
        self.file("lab.xml", virsh("net-dumpxml", "lab", "--inactive"))
        self.file("one.xml", virsh("dumpxml", "one"))
        port = virsh("net-port-list", "lab").split()[-1]
        self.file("port.xml", virsh("net-port-dumpxml", "lab", port))
        for name, words in (("ip-link", ("ip", "-d", "-j", "link")), ("bridge-link", ("bridge", "-d", "-j", "link")),
                            ("bridge-fdb", ("bridge", "-d", "-j", "fdb", "show")),
                            ("bridge-vlan", ("bridge", "-j", "vlan", "show"))):
            self.file(f"capture/{name}.json", run(*words))
        for source in ((), ("--iproute2", "capture")):
            for document in ("one.xml", "port.xml"):
                with self.subTest(f"{document} {source}"):
                    done = self.run_program("check", "lab.xml", "--guests", document, *source)
                    self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
                    self.assertIn("br0: 1 port looked at, all as the network wants\n", done.stdout)
        self.assertEqual(self.run_program("fmt", "--check", "port.xml", "lab.xml").returncode, 0)

    def test_a_paused_guest_has_no_entry(self):
        self.start("one", interface(A, "tap0"), options=("--paused",))
        self.assertIn("all as the network wants", self.live("lab"))
        self.assertNotIn(f"{A} dev tap0", run("bridge", "fdb", "show"))
        virsh("resume", "one")
        self.assertEqual(self.wrong(), ([], []))
        self.assertIn(f"{A} dev tap0", run("bridge", "fdb", "show"))
        virsh("suspend", "one")
        self.assertEqual(self.wrong(), ([], []))
        run("bridge", "fdb", "add", A, "dev", "tap0", "master", "static")
        self.assertEqual(self.wrong()[0], [("tap0", "entry-of-paused")])

    def test_after_an_update_that_moved_the_guest(self):
        self.start("one", interface(A, "tap0"))
        virsh("update-device", "one", "--live", document=interface(A, "tap0", source="network='other'"))
        found, known = self.wrong("other")
        self.assertEqual((found, known), ([("tap0", "learns"), ("tap0", "floods"), ("tap0", "entry-missing")],
                                          ["moved-guest"]))
        self.assertIn("br0: 0 ports looked at, all as the network wants\n", self.live("lab"))
        self.live("other", verb="apply")
        self.assertEqual(self.wrong("other"), ([], []))

    def test_two_guests_with_one_address(self):
        self.start("one", interface(A, "tap0"))
        self.start("two", interface(A, "tap1"))
        found, known = self.wrong()
        self.assertEqual((found, known), ([("tap1", "shared-mac")], ["shared-mac"]))

    def test_a_guest_that_is_on_the_bridge_by_itself(self):
        self.start("one", interface(A, "tap0"))
        self.start("two", interface(C, "tap1", source="bridge='br0'", kind="bridge"))
        done = self.run_program("check", "--live", "lab")
        self.assertEqual(done.returncode, 0)
        self.assertIn("br0: 2 ports looked at, all as the network wants\n", done.stdout)
        self.assertIn(f"interface {C} of guest 'two' is on bridge br0 by itself", done.stderr)


def inside():
    """Runs this file again in namespaces of its own."""
    reason = missing()
    if reason:
        print(f"skipped: {reason}", file=sys.stderr)
        return SKIPPED
    return subprocess.run([*OWN, sys.executable, *sys.argv], env={**os.environ, INSIDE: "yes"}).returncode


if __name__ == "__main__":
    if os.environ.get(INSIDE):
        main()
    else:
        sys.exit(inside())
