"""A host as iproute2 shows it, and what is done to it. Stands in for a kernel, without privilege."""
import json

A, B, C = (f"52:54:00:00:00:0{n}" for n in (1, 2, 3))
FOREIGN = "02:00:00:00:00:99"
GUESTS = {"vnet0": A, "vnet1": B, "vnet2": C}
PORTS = [word for port, mac in GUESTS.items() for word in ("--port", f"{port}={mac}")]


class Host:
    """A host with the network's bridge, an uplink and three guests, as a capture by iproute2 6.1."""

    def __init__(self):
        self.links = [{"ifindex": 1, "ifname": "lo", "flags": ["LOOPBACK"], "address": "00:00:00:00:00:00"},
                      {"ifindex": 2, "ifname": "virbr7", "address": "52:54:00:bb:00:00", "promiscuity": 0, "linkinfo": {
                          "info_kind": "bridge", "info_data": {
                              "forward_delay": 200, "ageing_time": 30000, "stp_state": 1, "vlan_filtering": 1,
                              "vlan_default_pvid": 1, "mcast_snooping": 1, "group_fwd_mask": "0"}}}]
        self.ports, self.fdb, self.vlans = [], [], []
        self.join("eth0", "52:54:00:bb:00:01", "on", promiscuity=0)
        for port, mac in GUESTS.items():
            self.join(port, "fe" + mac[2:], "off", promiscuity=1)
            self.enter(mac, port)

    def join(self, name, mac, flags, promiscuity):
        on = flags == "on"
        data = {"state": "forwarding", "hairpin": False, "learning": on, "flood": on, "mcast_flood": True,
                "bcast_flood": True, "isolated": False}
        index = len(self.links) + 1
        self.links.append({"ifindex": index, "ifname": name, "master": "virbr7", "address": mac,
                           "promiscuity": promiscuity, "linkinfo": {
                               "info_kind": "tun", "info_slave_kind": "bridge", "info_slave_data": dict(data)}})
        self.ports.append({"ifindex": index, "ifname": name, "master": "virbr7", **data})
        self.vlans.append({"ifname": name, "vlans": [{"vlan": 1, "flags": ["PVID", "Egress Untagged"]}]})
        self.enter(mac, name, "permanent")

    def enter(self, mac, port, state="static", vlans=(0, 1), flags=()):
        """Like `bridge fdb replace` without a VLAN: one entry for VLAN 0, one for each VLAN of the port."""
        self.delete(mac, vlans)
        for vlan in vlans:
            self.fdb.append({"mac": mac, "ifname": port, **({"vlan": vlan} if vlan else {}), "flags": list(flags),
                             "master": "virbr7", "state": state})

    def delete(self, mac, vlans=(0, 1, 10)):
        self.fdb = [e for e in self.fdb if e["mac"] != mac or e.get("vlan", 0) not in vlans]

    def link(self, name):
        return next(link for link in self.links if link["ifname"] == name)

    def set(self, name, **flags):
        """Like `bridge link set`."""
        self.link(name)["linkinfo"]["info_slave_data"].update(flags)
        next(port for port in self.ports if port["ifname"] == name).update(flags)

    def filtering(self, on):
        self.link("virbr7")["linkinfo"]["info_data"]["vlan_filtering"] = on

    def add_vlan(self, name, vlan):
        next(port for port in self.vlans if port["ifname"] == name)["vlans"].append({"vlan": vlan})

    def leave(self, name, master=None):
        """Like `ip link set NAME nomaster`: flags, VLANs and entries go with it."""
        link = self.link(name)
        del link["master"], link["linkinfo"]["info_slave_kind"], link["linkinfo"]["info_slave_data"]
        if master:
            link["master"] = master
        self.ports = [port for port in self.ports if port["ifname"] != name]
        self.vlans = [port for port in self.vlans if port["ifname"] != name]
        self.fdb = [entry for entry in self.fdb if entry["ifname"] != name]

    def files(self):
        return {"ip-link": self.links, "bridge-link": self.ports, "bridge-fdb": self.fdb, "bridge-vlan": self.vlans}

    def write(self, program):
        """Puts the files into the folder 'capture' of a test."""
        for name, content in self.files().items():
            program.file(f"capture/{name}.json", json.dumps(content))
