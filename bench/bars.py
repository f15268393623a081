"""What virnet promises about its speed: medians of the ratios within one round."""
from medians import ratio

# What, the quotient of which two benchmarks, at most or at least which value.
RATIOS = [
    ("parse 1 KB, against Expat with empty handlers", "parse/virnet/1000", "parse/expat/1000", "at most", 1.6),
    ("parse 100 KB, against Expat with empty handlers", "parse/virnet/100000", "parse/expat/100000", "at most", 1.35),
    ("parse 1 MB, against Expat with empty handlers", "parse/virnet/1000000", "parse/expat/1000000", "at most", 1.35),
    ("parse 10 MB, against Expat with empty handlers", "parse/virnet/10000000", "parse/expat/10000000", "at most",
     1.35),
    ("lint 10 MB, against Expat with empty handlers", "lint/virnet/10000000", "parse/expat/10000000", "at most", 1.5),
    ("parse 1 KB, against libvirt", "parse/libvirt/1000", "parse/virnet/1000", "at least", 4),
    ("parse 100 KB, against libvirt", "parse/libvirt/100000", "parse/virnet/100000", "at least", 1.8),
    ("parse 10 MB, against libvirt", "parse/libvirt/10000000", "parse/virnet/10000000", "at least", 2.2),
    ("write 1 KB, against libvirt", "write/libvirt/1000", "write/virnet/1000", "at least", 8),
    ("write 100 KB, against libvirt", "write/libvirt/100000", "write/virnet/100000", "at least", 8),
    ("write 10 MB, against libvirt", "write/libvirt/10000000", "write/virnet/10000000", "at least", 8),
    ("10,000 entries in and out, against bare messages", "fdb/virnet/10000", "fdb/bare/10000", "at most", 1.15),
    ("10,000 entries in and out, against bridge -batch", "fdb/bridge-batch/10000", "fdb/virnet/10000", "at least", 5),
    ("10,000 entries in and out, against a socket each", "fdb/socket-each/10000", "fdb/virnet/10000", "at least", 6),
    ("flags of 1000 ports, against bridge -batch", "flags/bridge-batch/1000", "flags/virnet/1000", "at least", 1),
    ("100,000 entries read, against bridge -j fdb show", "dump/bridge-json/100000", "dump/virnet/100000", "at least", 4),
    ("strict lint 1 KB, against libvirt with validation", "lint/libvirt-validate/1000", "lint/virnet-strict/1000",
     "at least", 100),
]
WRITE_RATE = 1e9                # bytes per second
WRITE_SIZES = ("100000", "1000000", "10000000")
MOST_MEMORY = 1.5               # of the model, times the document
MOST_GROWTH = 1.3               # time per byte at 100 MB against that at 1 MB
START = (1.3, 2e6)              # times `true`, plus nanoseconds


def judge(results):
    """A list of {"what", "bar", "measured", "met"}; what was not measured is left out."""
    verdicts = []

    def add(what, bar, measured, met):
        verdicts.append({"what": what, "bar": bar, "measured": measured, "met": met})

    for what, above, below, sense, bound in RATIOS:
        if above in results and below in results:
            measured = ratio(results[above], results[below])
            met = measured <= bound if sense == "at most" else measured >= bound
            add(what, f"{sense} {bound}", f"{measured:.2f}", met)
    for size in WRITE_SIZES:
        if rate := results.get(f"write/virnet/{size}", {}).get("bytes_per_second"):
            add(f"write {size} bytes", "at least 1 GB/s", f"{rate / 1e9:.2f} GB/s", rate >= WRITE_RATE)
    if hosts := results.get("memory/virnet/100000"):
        memory = hosts["model"] / hosts["document"]
        add("memory of a model of 100,000 hosts, against its document", f"at most {MOST_MEMORY}", f"{memory:.2f}",
            memory <= MOST_MEMORY)
    small, large = (results.get(f"parse/virnet/{size}") for size in ("1000000", "100000000"))
    if small and large:
        growth = ratio(large, small) * small["bytes"] / large["bytes"]
        add("parse, time per byte at 100 MB against 1 MB", f"at most {MOST_GROWTH}", f"{growth:.2f}",
            growth <= MOST_GROWTH)
    nothing, lint = (results.get(f"process/{program}/1000") for program in ("true", "virnet-lint"))
    if nothing and lint:
        most, start = START[0] * nothing["ns"] + START[1], lint["ns"]
        add("virnet lint of 1 KB, from start to end", f"at most {most / 1e6:.2f} ms (1.3 x true + 2 ms)",
            f"{start / 1e6:.2f} ms", start <= most)
    return verdicts
