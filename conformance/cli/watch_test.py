"""virnet watch, check, plan and apply in a network namespace that is not their own, on a real bridge."""
import json
import signal
import time

from own_namespace import OwnNamespace
from program import main

MAC = "52:54:00:00:00:01"
PATIENCE = 10


class Watch(OwnNamespace):
    def setUp(self):
        super().setUp()
        self.rest = ("n.xml", "--port", f"vnet0={MAC}", *self.netns)
        self.do("ip link add br0 type bridge", "ip link add vnet0 type veth peer name g0",
                "ip link add eth0 type veth peer name w0", "ip link set vnet0 master br0",
                "ip link set eth0 master br0")

    def watch(self, *options):
        return self.start_virnet("watch", *self.rest, "--format", "json", *options)

    def line(self, watcher):
        signal.alarm(PATIENCE)
        line = watcher.stdout.readline()
        signal.alarm(0)
        return json.loads(line)

    def test_the_verbs(self):
        self.assertEqual(self.run_program("check", *self.rest).returncode, 1)
        self.assertEqual(self.run_program("plan", *self.rest, "-o", "plan.json").returncode, 1)
        self.assertEqual(self.run_program("apply", "plan.json", *self.rest[3:]).returncode, 0)
        self.assertEqual(self.run_program("check", *self.rest).returncode, 0)
        done = self.run_program("apply", "plan.json", *self.rest[3:])
        self.assertEqual((done.returncode, done.stderr), (
            2, "virnet: br0 has changed since the plan was made; make a new one; nothing has changed\n"))
        self.expect("check", *self.rest[:3], "--netns", "no-such", status=2,
                    err="virnet: cannot enter network namespace 'no-such': No such file or directory (ENOENT); "
                        "`ip netns list` shows those that have names\n")

    def test_each_drift_within_a_second(self):
        self.assertEqual(self.run_program("apply", *self.rest).returncode, 0)
        watcher = self.watch()
        time.sleep(0.5)
        for command, drift in (("bridge link set dev vnet0 learning on", "learns"),
                               (f"bridge fdb replace {MAC} dev eth0 master static", "entry-stolen"),
                               ("ip link set vnet0 nomaster", "port-detached")):
            started = time.time()
            self.do(command)
            while (note := self.line(watcher))["event"] != "drift":
                self.assertEqual(note["event"], "mended")
            self.assertEqual((note["port"], note["drift"]), ("vnet0", drift))
            self.assertTrue(note["cause"])
            self.assertLess(time.time() - started, 1.5)
        self.do("ip link del br0")
        while (note := self.line(watcher))["event"] != "bridge-gone":
            pass
        watcher.send_signal(signal.SIGTERM)
        self.assertEqual((watcher.wait(PATIENCE), watcher.stderr.read()), (0, ""))

    def test_repair(self):
        watcher = self.watch("--repair")
        while self.line(watcher)["event"] != "repaired":
            pass
        self.assertEqual(self.run_program("check", *self.rest).returncode, 0)
        self.do("bridge link set dev vnet0 flood on")
        while self.line(watcher)["event"] != "repaired":
            pass
        self.assertEqual(self.run_program("check", *self.rest).returncode, 0)
        watcher.send_signal(signal.SIGINT)
        self.assertEqual(watcher.wait(PATIENCE), 0)

    def test_a_fight(self):
        """Who undoes each repair is answered more and more slowly, and told of once."""
        watcher = self.watch("--repair")
        while self.line(watcher)["event"] != "repaired":
            pass
        undo = self.start(*self.inside, "sh", "-c",
                          "while :; do bridge link set dev vnet0 flood on; sleep 0.02; done")
        time.sleep(6)
        undo.kill()
        watcher.send_signal(signal.SIGTERM)
        events = [json.loads(line)["event"] for line in watcher.communicate(timeout=PATIENCE)[0].splitlines()]
        self.assertEqual(events.count("contested"), 1, events)
        self.assertLessEqual(events.count("repaired"), 6, events)
        self.assertEqual(events[-1], "contested")

    def test_hangup(self):
        """A terminal that is closed ends it in good order, too."""
        watcher = self.watch("--repair")
        while self.line(watcher)["event"] != "repaired":
            pass
        self.assertEqual(self.run_program("check", *self.rest).returncode, 0)
        watcher.send_signal(signal.SIGHUP)
        self.assertEqual(watcher.wait(PATIENCE), 0)


main()
