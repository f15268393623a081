"""virnet check and plan on what iproute2 printed on another host: what was done to a bridge in good order, and what
virnet says then. No privilege, no bridge.
"""
import json

from captured_host import FOREIGN, PORTS, A, B, C, Host
from program import Program, main

NETWORK = """<network>
  <name>lab</name>
  <bridge name='virbr7' macTableManager='libvirt'/>
  <ip address='10.0.0.1' prefix='24'/>
</network>
"""

def steps(*each):
    def run(host):
        for step in each:
            step(host)
    return run


# What happened on the host, as whom it was done by, and the drifts that check names: port, name, address.
CASES = [
    ("nothing: all is as libvirt made it", lambda h: None, []),
    ("the uplink learned a remote address", lambda h: h.enter(FOREIGN, "eth0", "", (1,)), []),
    ("an administrator has an entry of his own on the uplink", lambda h: h.enter(FOREIGN, "eth0"), []),
    ("bridge link set vnet0 learning on", lambda h: h.set("vnet0", learning=True), [("vnet0", "learns")]),
    ("bridge link set vnet1 flood on", lambda h: h.set("vnet1", flood=True), [("vnet1", "floods")]),
    ("bridge link set vnet1 isolated on", lambda h: h.set("vnet1", isolated=True), [("vnet1", "isolated")]),
    ("ip link set virbr7 type bridge vlan_filtering 0", lambda h: h.filtering(0),
     [("virbr7", "vlan-filtering-off")]),
    ("bridge fdb del of a guest", lambda h: h.delete(B), [("vnet1", "entry-missing", B)]),
    ("bridge fdb add ... permanent, the popular recipe", lambda h: h.enter(B, "vnet1", "permanent"),
     [("vnet1", "entry-local", B)]),
    ("bridge fdb replace ... dynamic", lambda h: h.enter(B, "vnet1", ""), [("vnet1", "entry-not-static", B)]),
    ("the same, not used for a while", lambda h: h.enter(B, "vnet1", "stale"), [("vnet1", "entry-not-static", B)]),
    ("a control plane took the entry over", lambda h: h.enter(B, "vnet1", "", flags=["extern_learn"]),
     [("vnet1", "entry-not-static", B)]),
    ("bridge fdb replace to another guest's port", lambda h: h.enter(B, "vnet2"),
     [("vnet1", "entry-elsewhere", B)]),
    ("a guest's address was learned on the uplink before it started", lambda h: h.enter(B, "eth0", "", (1,)),
     [("vnet1", "entry-elsewhere", B)]),
    ("a frame from the wire took a guest's entry", lambda h: h.enter(B, "eth0", vlans=(1,)),
     [("vnet1", "entry-stolen", B)]),
    ("the same while filtering was off, which counts for no frame now", lambda h: h.enter(B, "eth0", vlans=(0,)), []),
    ("sticky, which nobody asked for", lambda h: h.enter(B, "vnet1", flags=["sticky"]),
     [("vnet1", "entry-sticky", B)]),
    ("bridge vlan add vid 10 after the guest's start", lambda h: h.add_vlan("vnet1", 10),
     [("vnet1", "entry-missing-vlan", B)]),
    ("the guest's port once learned an address of another", lambda h: h.enter(FOREIGN, "vnet2", "", (1,)),
     [("vnet2", "stray-entry", FOREIGN)]),
    ("virsh net-destroy and net-start under a running guest", lambda h: h.leave("vnet1"),
     [("vnet1", "port-detached")]),
    ("ip link set vnet1 master br9", lambda h: h.leave("vnet1", "br9"), [("vnet1", "port-elsewhere")]),
    ("the guest was stopped, the documents are old", steps(lambda h: h.leave("vnet1"),
                                                           lambda h: h.links.remove(h.link("vnet1"))),
     [("vnet1", "port-missing")]),
    ("virsh update-device moved the guest to this network",
     steps(lambda h: h.set("vnet2", learning=True, flood=True), lambda h: h.delete(C)),
     [("vnet2", "learns"), ("vnet2", "floods"), ("vnet2", "entry-missing", C)]),
    ("several at once", steps(lambda h: h.set("vnet0", flood=True), lambda h: h.delete(A),
                              lambda h: h.set("vnet2", learning=True)),
     [("vnet0", "floods"), ("vnet0", "entry-missing", A), ("vnet2", "learns")]),
]


class Captures(Program):
    def capture(self, host):
        host.write(self)
        self.file("lab.xml", NETWORK)

    def check(self, *options, ports=PORTS):
        return self.run_program("check", "lab.xml", *ports, "--iproute2", "capture", *options)

    def test_table(self):
        for what, happens, expected in CASES:
            with self.subTest(what):
                host = Host()
                happens(host)
                self.capture(host)
                done = self.check("--format", "json")
                self.assertEqual((done.returncode, done.stderr), (1 if expected else 0, ""))
                report = json.loads(done.stdout)
                found = [tuple(v[key] for key in ("port", "drift", "mac") if key in v)
                         for v in report["verdicts"] if not v["ok"]]
                self.assertEqual(found, expected)
                self.assertEqual(report["conforms"], not expected)

    def test_shared_address(self):
        """libvirt starts a second guest with the same address and leaves it without an entry."""
        host = Host()
        host.delete(C)
        self.capture(host)
        ports = PORTS[:-1] + [f"vnet2={A}"]
        done = self.check(ports=ports)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{A} of vnet2 is another guest's too, which has the entry", done.stdout)
        self.assertIn("virbr7: 3 ports looked at, 1 wrong\n", done.stdout)

    def test_paused_guest(self):
        host = Host()
        self.capture(host)
        ports = PORTS[:-2] + ["--paused", f"vnet2={C}"]
        self.assertIn("[entry-of-paused]", self.check(ports=ports).stdout)
        host.delete(C)
        self.capture(host)
        self.assertEqual(self.check(ports=ports).returncode, 0)

    def test_text(self):
        host = Host()
        host.set("vnet2", learning=True, flood=True)
        host.delete(C)
        host.link("eth0")["promiscuity"] = 1
        self.capture(host)
        self.assertEqual(self.check(ports=PORTS[2:]).stdout, f"""\
virbr7
  ok     vlan_filtering: on
vnet1
  ok     learning: off
  ok     flood: off
  ok     isolated: off
  ok     entry {B}: static on vnet1 (VLAN 1)
vnet2
  known  it learns, it floods and its guest has no entry: libvirt leaves a running guest so when update-device moves \
it to this network or changes its VLAN, and when the daemon attaches it again after a restart [moved-guest]
         to do: stop and start the guest, or run virnet apply
  WRONG  learning: on, wanted: off
         vnet2 learns: its guest can forge an address and then receives the frames for it [learns]
         to do: stop and start the guest: libvirt sets a port's flags only when it makes the port
  WRONG  flood: on, wanted: off
         vnet2 floods: it receives frames for other guests [floods]
         to do: stop and start the guest: libvirt sets a port's flags only when it makes the port
  ok     isolated: off
  WRONG  entry {C}: no entry, wanted: static on vnet2 (VLAN 1)
         {C} has no entry on vnet2: nothing that is sent to the guest reaches it, except broadcasts [entry-missing]
         to do: suspend and resume the guest: libvirt enters its address when it starts the processors
eth0 (no guest's)
  promiscuous: kept promiscuous because vnet2 learns and floods
vnet0 (no guest's)
  promiscuous: kept promiscuous because eth0 learns and floods, vnet2 learns and floods
virbr7: 2 ports looked at, 3 wrong
""")

    def test_junit(self):
        host = Host()
        host.set("vnet1", flood=True)
        self.capture(host)
        done = self.check("--format", "junit")
        self.assertEqual(done.returncode, 1)
        self.assertIn('<testsuite name="virbr7" tests="13" failures="1" errors="0" skipped="0">', done.stdout)
        self.assertIn('<testcase classname="virbr7" name="vnet1 flood"><failure type="floods" message="vnet1 floods: it '
                      'receives frames for other guests"/></testcase>', done.stdout)

    def test_its_own_output_is_a_capture(self):
        host = Host()
        host.set("vnet1", flood=True)
        self.capture(host)
        for verb in ("check", "plan"):
            done = self.run_program(verb, "lab.xml", *PORTS, "--iproute2", "capture", "--format", "json")
            self.file("state.json", done.stdout)
            again = self.run_program(verb, "lab.xml", *PORTS, "--state", "state.json", "--format", "json")
            self.assertEqual((again.returncode, again.stdout), (1, done.stdout))
        self.file("other.xml", NETWORK.replace("virbr7", "virbr8"))
        self.expect("check", "other.xml", "--state", "state.json", status=2,
                    err="virnet: state.json has bridge 'virbr7', not 'virbr8'\n")

    def test_plan(self):
        host = Host()
        host.set("vnet1", flood=True)
        self.capture(host)
        self.expect("plan", "lab.xml", *PORTS, "--iproute2", "capture", status=1,
                    out="bridge virbr7\n  port vnet1\n-   flood on\n+   flood off\n")

    def test_what_is_no_capture(self):
        self.capture(Host())
        (self.folder / "capture/bridge-vlan.json").unlink()
        self.assertEqual(self.check().stderr, "virnet: cannot open 'capture/bridge-vlan.json': No such file or directory"
                                              "; it holds what 'bridge -j vlan show' prints\n")
        self.file("capture/bridge-vlan.json", "[")
        done = self.check()
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertEqual(done.stderr,
                         "virnet: capture: bridge-vlan.json is not JSON: it goes wrong at line 1, column 2\n")
        self.file("state.json", "{}")
        self.expect("check", "lab.xml", "--state", "state.json", status=2,
                    err='virnet: state.json: the state has no "format_version", this virnet knows 1\n')


main()
