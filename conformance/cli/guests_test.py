"""virnet check and plan with guests from documents, and with all that a running libvirt notes down; on what iproute2
printed, without privilege.
"""
import json
import pathlib

from captured_host import GUESTS, PORTS, A, B, C, Host
from program import Program, main

NETWORK = """<network>
  <name>lab</name>
  <bridge name='virbr7' macTableManager='libvirt'/>
  <ip address='10.0.0.1' prefix='24'/>
</network>
"""
NOTE = "<!--\nWARNING: THIS FILE IS WRITTEN BY A PROGRAM.\n-->\n\n"
PORTID = "6b0c9a4e-52c5-4a0b-8a3d-0d9a4b6e7f0"


def portid(number):
    return PORTID + str(number)


def interface(mac, dev="vnet0", network="lab", bridge="virbr7", manager="libvirt", kind="network", more="", number=0):
    """As virsh dumpxml shows it of an active guest."""
    source = (f" network='{network}' portid='{portid(number)}'" if network else "") + \
        (f" bridge='{bridge}'" if bridge else "") + (f" macTableManager='{manager}'" if manager else "")
    return (f"    <interface type='{kind}'>\n      <mac address='{mac}'/>\n      <source{source}/>\n{more}" +
            (f"      <target dev='{dev}'/>\n" if dev else "") + "    </interface>\n")


def domain(*interfaces, name="vm", number=" id='7'", kind="kvm", before=""):
    return (f"<domain type='{kind}'{number}>\n  <name>{name}</name>\n{before}  <devices>\n" + "".join(interfaces) +
            "  </devices>\n</domain>\n")


def status(mac, dev, name, number, state="running", reason="booted", manager=" macTableManager='libvirt'",
           network="lab", bridge="virbr7"):
    """The state file of a guest."""
    return NOTE + f"""<domstatus state='{state}' reason='{reason}' pid='4242'>
  <monitor path='/x' type='unix'/>
  <domain type='qemu' id='{number}'>
    <name>{name}</name>
    <devices>
      <interface type='network'>
        <mac address='{mac}'/>
        <source network='{network}' portid='{portid(number)}'/>
        <actual type='network'>
          <source bridge='{bridge}'{manager}/>
        </actual>
        <target dev='{dev}'/>
      </interface>
    </devices>
  </domain>
</domstatus>
"""


def network_port(mac, number=0, bridge="virbr7", plug="network", name="vm"):
    return f"""<networkport>
  <uuid>{portid(number)}</uuid>
  <owner>
    <name>{name}</name>
    <uuid>33333333-3333-3333-3333-333333333333</uuid>
  </owner>
  <mac address='{mac}'/>
  <plug type='{plug}' bridge='{bridge}' macTableManager='libvirt'/>
</networkport>
"""


def network_status(network=NETWORK):
    body = "".join("  " + line + "\n" for line in network.splitlines())
    return NOTE + f"<networkstatus>\n  <class_id bitmap='0-2'/>\n  <floor sum='0'/>\n{body}</networkstatus>"


THREE = domain(interface(A, "vnet0", number=1), interface(B, "vnet1", number=2), interface(C, "vnet2", number=3))


class Captured(Program):
    def setUp(self):
        super().setUp()
        self.host = Host()
        self.file("lab.xml", NETWORK)

    def check(self, *options, verb="check", network="lab.xml", **more):
        self.host.write(self)
        return self.run_program(verb, network, "--iproute2", "capture", *options, **more)

    def drifts(self, *options, status=1):
        done = self.check(*options, "--format", "json")
        self.assertEqual(done.returncode, status, done.stderr)
        return [(v["port"], v["drift"]) for v in json.loads(done.stdout)["verdicts"] if not v["ok"]]


class Guests(Captured):
    def test_documents_say_what_the_command_line_says(self):
        self.file("vm.xml", THREE)
        self.file("status.xml", status(A, "vnet0", "a", 1))
        from_domain, from_line = self.check("--guests", "vm.xml"), self.check(*PORTS)
        self.assertEqual((from_domain.returncode, from_domain.stderr), (0, ""))
        self.assertEqual(from_domain.stdout, from_line.stdout)
        self.assertEqual(self.check("--guests", "status.xml").stdout, self.check(*PORTS[:2]).stdout)
        self.host.set("vnet1", flood=True)
        self.assertEqual(self.drifts("--guests", "vm.xml"), [("vnet1", "floods")])

    def test_repeated_and_from_standard_input(self):
        for port, mac in GUESTS.items():
            self.file(f"guests/{port}.xml", domain(interface(mac, port), name=port))
        one_by_one = self.check(*(word for port in GUESTS for word in ("--guests", f"guests/{port}.xml")))
        self.assertIn("virbr7: 3 ports looked at, all as the network wants\n", one_by_one.stdout)
        self.assertEqual(self.check("--guests", "guests").stdout, one_by_one.stdout)
        self.assertEqual(self.check("--guests", "-", input=THREE).stdout, one_by_one.stdout)
        last = self.run_program("check", "--iproute2", "capture", "--guests", "guests", "--paused", "no.xml", "lab.xml")
        self.assertIn("'no.xml' is neither a file", last.stderr, "an option takes one value, so NETWORK may stand last")

    def test_a_tap_is_found_by_its_address(self):
        """A port's document, and a definition, do not name it."""
        self.file("port.xml", network_port(B))
        self.file("definition.xml", domain(interface(C, dev="", bridge="", manager="", number=1), number=""))
        done = self.check("--guests", "port.xml", "--guests", "definition.xml", *PORTS[:2])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("virbr7: 3 ports looked at", done.stdout)
        self.host.leave("vnet1")
        self.assertEqual(self.drifts("--guests", "port.xml"), [("vnet1", "port-detached")])

    def test_an_interface_without_a_device(self):
        self.file("vm.xml", domain(interface("52:54:00:00:00:77", dev="", bridge="", manager=""), number=""))
        said = ("virnet: interface 52:54:00:00:00:77 of guest 'vm' has no target device, and no link here has the "
                "address fe:54:00:00:00:77 that libvirt would give it: does the guest run? 'virsh dumpxml vm' names the "
                "device then\n")
        done = self.check("--guests", "vm.xml", *PORTS)
        self.assertEqual((done.returncode, done.stderr), (1, said))
        self.assertIn("virbr7: 3 ports looked at, 1 wrong\n", done.stdout)
        report = json.loads(self.check("--guests", "vm.xml", "--format", "json").stdout)
        self.assertEqual((report["conforms"], len(report["lost"])), (False, 1))
        self.assertIn('tests="2" failures="1"', self.check("--guests", "vm.xml", "--format", "junit").stdout)
        done = self.check("--guests", "vm.xml", verb="plan")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", said))

    def test_which_interfaces_are_the_networks(self):
        hand_made = interface(B, "vnet1", network="", manager="", kind="bridge")
        self.file("vm.xml", domain(interface(A), interface(C, "vnet2", network="other", bridge="virbr9"), hand_made,
                                   "    <interface type='user'/>\n", number=" id='1'"))
        done = self.check("--guests", "vm.xml")
        self.assertIn("virbr7: 2 ports looked at, all as the network wants\n", done.stdout)
        self.assertEqual(done.stderr, f"virnet: vm.xml: interface {B} of guest 'vm' is on bridge virbr7 by itself, not "
                         "through the network: libvirt leaves its port to the kernel, so it learns and floods\n")
        self.assertEqual(self.check("--quiet", "--guests", "vm.xml").stderr, "")
        self.host.set("vnet1", learning=True, flood=True)
        self.assertEqual(self.drifts("--guests", "vm.xml", status=0), [])
        self.file("other.xml", domain(interface(A, network="other")))
        self.assertEqual(self.check("--guests", "other.xml").stderr,
                         "virnet: other.xml: the guest has no interface on network 'lab'\n")

    def test_isolation(self):
        self.file("vm.xml", domain(interface(A, more="      <port isolated='yes'/>\n")))
        self.assertEqual(self.drifts("--guests", "vm.xml"), [("vnet0", "not-isolated")])
        self.host.set("vnet0", isolated=True)
        self.assertEqual(self.drifts("--guests", "vm.xml", status=0), [])
        self.file("vm.xml", domain(interface(A)))
        self.assertEqual(self.drifts("--guests", "vm.xml"), [("vnet0", "isolated")])
        self.file("lab.xml", NETWORK.replace("</network>", "<port isolated='yes'/></network>"))
        self.assertEqual(self.drifts("--guests", "vm.xml", status=0), [])

    def test_vlans_of_a_bridge_of_ones_own(self):
        self.file("lab.xml", "<network><name>lab</name><forward mode='bridge'/>"
                  "<bridge name='virbr7' macTableManager='libvirt'/></network>")
        vlan = "      <vlan><tag id='42'/></vlan>\n"
        self.file("vm.xml", domain(interface(A, kind="bridge", more=vlan)))
        done = self.check("--guests", "vm.xml")
        self.assertEqual(done.returncode, 1)
        self.assertIn("WRONG  vlans: 1 (PVID, untagged), wanted: 42 (PVID, untagged)\n", done.stdout)
        self.host.vlans[1]["vlans"] = [{"vlan": 42, "flags": ["PVID", "Egress Untagged"]}]
        self.host.enter(A, "vnet0", vlans=(0, 42))
        self.assertEqual(self.drifts("--guests", "vm.xml", status=0), [])

    def test_paused(self):
        self.file("vm.xml", THREE)
        self.assertEqual(self.drifts("--paused", "vm.xml"), [(port, "entry-of-paused") for port in GUESTS])
        for mac in GUESTS.values():
            self.host.delete(mac)
        self.assertEqual(self.drifts("--paused", "vm.xml", status=0), [])
        self.file("status.xml", status(A, "vnet0", "a", 1, "paused", "user"))
        self.assertEqual(self.drifts("--guests", "status.xml", status=0), [])
        self.file("status.xml", status(A, "vnet0", "a", 1, "paused", "ioerror"))
        self.assertEqual(self.drifts("--guests", "status.xml", status=0), [])
        self.host.enter(A, "vnet0")
        self.assertEqual(self.drifts("--guests", "status.xml", status=0), [])

    def test_known_states_by_name(self):
        for happens, name in [
                (lambda h: h.add_vlan("vnet1", 10), "late-vlan"), (lambda h: h.leave("vnet1"), "detached-tap"),
                (lambda h: h.enter(B, "vnet2"), "taken-entry"), (lambda h: h.enter(B, "vnet1", ""), "learned-entry"),
                (lambda h: h.enter(B, "vnet1", "permanent"), "permanent-entry"),
                (lambda h: h.set("vnet1", isolated=True), "unasked-isolation"),
                (lambda h: (h.set("vnet1", learning=True, flood=True), h.delete(B)), "moved-guest")]:
            with self.subTest(name):
                self.host = Host()
                happens(self.host)
                self.file("vm.xml", THREE)
                report = json.loads(self.check("--guests", "vm.xml", "--format", "json").stdout)
                self.assertEqual([(s["port"], s["name"]) for s in report["known_states"]], [("vnet1", name)])
                self.assertIn(f"[{name}]\n         to do: ", self.check("--guests", "vm.xml").stdout)

    def test_two_guests_with_one_address(self):
        self.file("a.xml", domain(interface(A), name="a"))
        self.file("b.xml", domain(interface(A, "vnet1"), name="b"))
        self.host.delete(B)
        done = self.check("--guests", "a.xml", "--guests", "b.xml")
        self.assertIn("vnet1\n  known  another guest has its address", done.stdout)
        self.assertIn(f"vnet1 has the address fe{B[2:]}, so it is the tap of another guest than 'b'", done.stderr)

    def test_a_guest_that_was_connected_before_the_network_changed(self):
        self.host.set("vnet0", learning=True, flood=True)
        self.host.delete(A)
        self.file("vm.xml", domain(interface(A, manager="")))
        self.assertIn("[set-up-by-kernel]", self.check("--guests", "vm.xml").stdout)
        self.file("lab.xml", NETWORK.replace("libvirt", "kernel"))
        self.assertEqual(self.drifts("--guests", "vm.xml", status=0), [], "the kernel is to do it: nothing is wrong")

    def test_a_document_of_fifty_megabytes(self):
        disk = "    <disk type='file'><source file='/x'/><target dev='vda'/></disk>\n"
        self.file("vm.xml", domain(disk * (50_000_000 // len(disk)), interface(A)))
        limited = ("sh", "-c", 'ulimit -v 400000; exec "$@"', "sh")
        done = self.check("--guests", "vm.xml", prefix=limited)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("virbr7: 1 port looked at, all as the network wants\n", done.stdout)

    def test_what_is_no_guest(self):
        for name, content, said in [
                ("empty.xml", "", "empty.xml:1:1: the document is empty"),
                ("lab.xml", NETWORK, "lab.xml:1:1: the root element is <network>, expected <domain> or <domstatus>"),
                ("cut.xml", THREE[:-9], "cut.xml:20:1: not well-formed XML: unclosed token"),
                ("text.xml", "vnet0", "text.xml:1:1: not well-formed XML: syntax error"),
                ("mac.xml", domain(interface("x")), "mac.xml:5:7: 'address' is 'x', expected six groups of hexadecimal "
                 "digits")]:
            with self.subTest(name):
                self.file(name, content)
                for option in ("--guests", "--paused"):
                    done = self.check(option, name)
                    self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", f"virnet: {said}\n"))
        self.file("port.xml", network_port("x"))
        done = self.check("--guests", "port.xml")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertIn("port.xml:7:17: error: 'address' is 'x'", done.stderr)
        done = self.check("--guests", "gone.xml")
        self.assertEqual((done.returncode, done.stderr),
                         (2, "virnet: cannot open 'gone.xml': No such file or directory\n"))
        done = self.check("--paused", "gone.xml")
        self.assertEqual((done.returncode, done.stderr), (
            2, "virnet: 'gone.xml' is neither a file nor a port and a guest's MAC address, as in "
            "vnet0=52:54:00:00:00:01\n"))


class Live(Captured):
    """The files of a running libvirt, below a folder."""

    def setUp(self):
        super().setUp()
        for number, (port, mac) in enumerate(GUESTS.items(), 1):
            self.state(f"qemu/{port}.xml", status(mac, port, port, number))
            self.state(f"network/lab/ports/{portid(number)}.xml", network_port(mac, number, name=port))
        self.state("network/lab.xml", network_status())
        self.state("network/lab.pid", "1\n")
        self.state("qemu/vnet0.pid", "1\n")

    def state(self, name, text):
        return self.file(f"root/run/libvirt/{name}", text)

    def live(self, *options, verb="check", prefix=()):
        self.host.write(self)
        return self.run_program(verb, "--live", "--live-root", "root", "--iproute2", "capture", *options, prefix=prefix)

    def test_live(self):
        done = self.live()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, self.check(*PORTS).stdout)
        self.host.set("vnet1", learning=True)
        self.assertEqual(self.live().returncode, 1)
        report = json.loads(self.live("--format", "json").stdout)
        self.assertEqual((report["conforms"], [n["network"] for n in report["networks"]]), (False, ["lab"]))
        self.assertEqual(self.live("lab", verb="plan").stdout,
                         "bridge virbr7\n  port vnet1\n-   learning on\n+   learning off\n")

    def test_a_networks_state_file_in_the_place_of_its_document(self):
        done = self.check(*PORTS, network="root/run/libvirt/network/lab.xml")
        self.assertEqual((done.returncode, done.stdout), (0, self.check(*PORTS).stdout))

    def test_states(self):
        self.state("qemu/vnet1.xml", status(B, "vnet1", "vnet1", 2, "paused", "user"))
        self.assertIn("[entry-of-paused]", self.live("lab").stdout)
        self.host.delete(B)
        self.assertEqual(self.live("lab").returncode, 0)

    def test_a_guest_whose_state_file_is_gone(self):
        """Its port is still there, and names no tap."""
        pathlib.Path(self.folder, "root/run/libvirt/qemu/vnet1.xml").unlink()
        self.assertIn("virbr7: 3 ports looked at, all as", self.live().stdout)

    def test_after_net_destroy(self):
        """The ports' documents are gone, those of the guests go on naming the network."""
        for file in pathlib.Path(self.folder, "root/run/libvirt/network/lab/ports").iterdir():
            file.unlink()
        for port in GUESTS:
            self.host.leave(port)
        done = self.live()
        self.assertEqual((done.returncode, done.stdout.count("[detached-tap]")), (1, 3))

    def test_containers_are_left_to_the_kernel(self):
        self.state("lxc/c.xml", status(C, "vnet2", "c", 3).replace("type='qemu'", "type='lxc'"))
        pathlib.Path(self.folder, "root/run/libvirt/qemu/vnet2.xml").unlink()
        self.host.set("vnet2", learning=True, flood=True)
        self.host.delete(C)
        done = self.live()
        self.assertEqual(done.returncode, 0)
        self.assertIn("libvirt's driver for 'lxc' guests does nothing about macTableManager='libvirt'", done.stderr)

    def test_several_networks(self):
        """One without a bridge is passed over; one whose bridge is not there is trouble."""
        self.state("network/direct.xml", network_status("<network><name>direct</name><forward mode='private'>"
                                                        "<interface dev='eth0'/></forward></network>"))
        self.assertEqual((self.live().returncode, self.live().stderr), (0, ""))
        self.state("network/away.xml", network_status(NETWORK.replace("lab", "away").replace("virbr7", "virbr8")))
        done = self.live()
        self.assertEqual((done.returncode, done.stderr), (2, "virnet: capture: ip-link.json has no bridge 'virbr8'\n"))
        self.assertIn("virbr7: 3 ports looked at", done.stdout)
        self.assertEqual(self.live("lab").returncode, 0)
        self.assertEqual(self.live("other").stderr,
                         "virnet: network 'other' is not active here; active: away, direct, lab\n")

    def test_what_cannot_be_read(self):
        self.state("qemu/odd.xml", "<domstatus>")
        done = self.live()
        self.assertEqual((done.returncode, done.stderr), (
            2, "virnet: root/run/libvirt/qemu/odd.xml:1:12: not well-formed XML: no element found\n"))
        self.assertIn("virbr7: 3 ports looked at", done.stdout)
        done = self.live("lab", verb="plan")
        self.assertEqual((done.returncode, done.stdout), (2, ""), "a plan that might lack a guest")
        done = self.run_program("check", "--live", "--live-root", "nowhere")
        self.assertEqual((done.returncode, done.stderr), (
            2, "virnet: cannot read folder 'nowhere/run/libvirt/network': No such file or directory; does libvirt run "
            "on this host, and as the system's daemon?\n"))

    def test_root_only(self):
        with self.ordinary_user() as prefix:
            self.host.write(self)
            folder = pathlib.Path(self.folder, "root/run/libvirt/network")
            folder.chmod(0o700 if prefix else 0)
            self.addCleanup(folder.chmod, 0o700)
            done = self.live(prefix=prefix)
            self.assertEqual((done.returncode, done.stderr), (
                2, "virnet: cannot read folder 'root/run/libvirt/network': Permission denied; libvirt's state can be "
                "read by root only\n"))

    def test_usage(self):
        for arguments, said in [
                (("check",), "NETWORK is required"), (("plan", "--live"), "NETWORK is required"),
                (("check", "--live-root", "x", "lab.xml"), "--live-root requires --live"),
                (("check", "--live", "--port", PORTS[1]), "--live excludes --port")]:
            with self.subTest(said):
                self.expect(*arguments, status=2, err=f"virnet: {said}; see virnet --help\n")


main()
