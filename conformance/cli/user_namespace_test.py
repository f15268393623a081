"""virnet plan, apply, check and watch on a bridge of an ordinary user's own, in an unprivileged user namespace; and
what they say to a user who may not.
"""
import shutil
import subprocess

from program import Program, main

NETWORK = """<network>
  <name>n</name>
  <forward mode='bridge'/>
  <bridge name='br0' macTableManager='libvirt'/>
</network>
"""
MAC = "52:54:00:00:00:01"
GUEST = f"""<domain type='kvm' id='1'>
  <name>vm</name>
  <devices>
    <interface type='bridge'>
      <mac address='{MAC}'/>
      <source network='n' bridge='br0' macTableManager='libvirt'/>
      <target dev='vnet0'/>
    </interface>
  </devices>
</domain>
"""
BUILD = """
ip link add br0 type bridge
ip link add vnet0 type veth peer name g0
ip link add eth0 type veth peer name w0
ip link set vnet0 master br0
ip link set eth0 master br0
virnet() { status=0; "$VIRNET" "$@" >out 2>&1 || status=$?; echo $1 $status; }
verb() { verb=$1; shift; virnet "$verb" n.xml --guests vm.xml "$@"; }
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cp ./*.xml "$folder"; cd "$folder"
"""


class UserNamespace(Program):
    def setUp(self):
        super().setUp()
        for tool in ("unshare", "ip", "bridge", "timeout"):
            if not shutil.which(tool):
                self.skipTest(f"there is no {tool}")
        self.file("n.xml", NETWORK)
        self.file("vm.xml", GUEST)

    def own(self, prefix, script):
        """What a script says in network and user namespaces of its own."""
        unshare = [*prefix, "unshare", "--user", "--map-root-user", "--net"]
        tried = subprocess.run([*unshare, "true"], capture_output=True, text=True)
        if tried.returncode != 0:
            self.skipTest("a user cannot make namespaces here: " + tried.stderr.strip())
        done = subprocess.run([*unshare, "env", f"VIRNET={self.virnet}", "sh", "-ec", script], cwd=self.folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_the_verbs(self):
        with self.ordinary_user() as prefix:
            said = self.own(prefix, BUILD + f"""
verb check; verb plan; verb apply; verb check; verb plan
bridge link set dev vnet0 learning on
bridge fdb replace {MAC} dev eth0 master static
verb check; verb plan -o plan.json; virnet apply plan.json; verb check
bridge fdb del {MAC} dev vnet0 master
status=0; timeout --preserve-status -s INT 2 "$VIRNET" watch n.xml --guests vm.xml --repair >notes || status=$?
echo watch $status; grep -o repaired notes; verb check
virnet check n.xml --paused vm.xml; virnet apply n.xml --paused vm.xml; virnet check n.xml --paused vm.xml
""")
            self.assertEqual(said.split("\n")[:-1], [
                "check 1", "plan 1", "apply 0", "check 0", "plan 0", "check 1", "plan 1", "apply 0", "check 0",
                "watch 0", "repaired", "check 0", "check 1", "apply 0", "check 0"])

    def test_hardened(self):
        with self.ordinary_user() as prefix:
            said = self.own(prefix, BUILD + """
verb apply --harden; verb check; verb check --harden; verb apply --harden-uplink eth0; verb check --harden-uplink eth0
""")
            self.assertEqual(said, "apply 0\ncheck 1\ncheck 0\napply 0\ncheck 0\n")

    def test_no_bridge(self):
        with self.ordinary_user() as prefix:
            said = self.own(prefix, "ip link add virbr0 type bridge\n" + BUILD.replace("br0", "br7") + """
verb check; cat out; verb plan; verb apply; verb watch
ip link del virbr0; ip link del br7; verb check; cat out
""")
            why = ("virnet: n.xml: there is no bridge 'br0' here, {}; is network 'n' started (virsh net-start), and is "
                   "this its network namespace (--netns)?\n")
            self.assertEqual(said, "check 2\n" + why.format("there are br7, virbr0") +
                             "plan 2\napply 2\nwatch 2\ncheck 2\n" + why.format("there is none at all"))

    def test_no_privilege(self):
        """To look is allowed; to change is not, and nothing is half done."""
        with self.ordinary_user() as prefix:
            if not prefix:
                self.skipTest("only root can make a bridge that a user may not change")
            script = BUILD.partition("virnet()")[0] + f"""
user() {{ {" ".join(prefix)} "$VIRNET" "$@"; }}
user check n.xml --guests vm.xml | tail -1
user apply n.xml --guests vm.xml 2>&1 >/dev/null || echo status $?
"$VIRNET" check n.xml --guests vm.xml | tail -1
"""
            done = subprocess.run(["unshare", "--net", "env", f"VIRNET={self.virnet}", "sh", "-c", script], cwd=self.folder,
                                  text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
            if "unshare" in done.stderr:
                self.skipTest(done.stderr.strip())
            self.assertIn("run as root, or in a user namespace of your own; nothing has changed\nstatus 2\n",
                          done.stdout)
            self.assertEqual(done.stdout.count("br0: 1 port looked at, "), 2)
            self.assertEqual(done.stdout.splitlines()[0], done.stdout.splitlines()[-1])


main()
