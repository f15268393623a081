"""Faults that are put into the code one at a time: each is to be found, within minutes, by a target."""
import dataclasses
import re
import resource
import shutil
import subprocess
import sys

import campaign
import ledger

SECONDS = 300  # of a processor
BEGIN, END = "<!-- table: made by scripts/fuzz planted --record -->", "<!-- end of the planted -->"


@dataclasses.dataclass
class Fault:
    what: str
    target: str
    file: str
    old: str  # stands in the file once
    new: str


FAULTS = [
    Fault("attributes of netlink may end one byte behind their message", "netlink", "bridge/netlink/codec.cc",
          "if (header->nla_len > rest.size())", "if (header->nla_len > rest.size() + 1)"),
    Fault("the writer forgets a bridge's zone", "make", "parser/schema/network.cc",
          ".print = print_nonempty<&Bridge::zone>,\n", ""),
    Fault("no limit on depth", "parse", "parser/read/size_limits.cc",
          "if (depth > limits_.max_depth)", "if (false)"),
    Fault("models of drivers are known from 12.8 on, not from 10.0", "make", "parser/schema/pci.cc",
          ".lookup = new_in(Release(10, 0)),", ".lookup = new_in(Release(12, 8)),"),
    Fault("the first step is not undone", "plan", "bridge/plan/apply.cc", "each != tries.rend(); ++each)",
          "each != tries.rend() && each + 1 != tries.rend(); ++each)"),
    Fault("of a guest's name in pieces the last one stays", "domain", "parser/read/domain.cc",
          "guest.name.append(piece", "guest.name.assign(piece"),
    Fault("notifications are lost and nobody reads again", "watch", "bridge/plan/watch.cc",
          "if (concerns(event) && heard_.size() < kMaxHeard) heard_",
          "if (concerns(event) && !std::holds_alternative<EventsLost>(event)) heard_"),
    Fault("a dump that changed midway is believed", "dump", "bridge/netlink/reply.cc",
          "interrupted_ |= (message.flags & NLM_F_DUMP_INTR) != 0;", ""),
    Fault("events behind a stop are looked at", "alloc", "parser/read/document_parser.cc",
          "  if (failure || reader.stopped()) return;\n", ""),
    Fault("an error of libvirt hides that of the schema elsewhere", "strict", "parser/read/findings.cc",
          "(lint || !is_of_schema(*other))", "(lint || is_of_schema(*other))"),
    Fault("a range may end before its start", "make", "model/rules/ip/range.cc", "if (end.before(start)) {",
          "if (start == end) {"),
    Fault("the span of a value is one byte too long", "parse", "parser/xml/locate.cc",
          "value.length = at_ - value.offset;", "value.length = at_ + 1 - value.offset;"),
]


def planted(root, fault):
    """The source with the fault in it."""
    source = (root / fault.file).read_text()
    if source.count(fault.old) != 1:
        raise campaign.Trouble(f"{fault.file} has '{fault.old.strip()}' {source.count(fault.old)} times, not once; "
                               f"mend the fault '{fault.what}' in fuzz/planted.py")
    return source.replace(fault.old, fault.new)


def command(commands, wanted):
    found = [line for line in commands if re.search(wanted, line)]
    if len(found) != 1:
        raise campaign.Trouble(f"{len(found)} commands of the build match {wanted}, not one")
    return found[0]


def build(root, fault, folder):
    """The target with the fault: one source is compiled anew and linked before the libraries."""
    folder.mkdir(parents=True, exist_ok=True)
    source, thing, program = folder / fault.file, folder / "planted.o", folder / "program"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(planted(root, fault))
    tree = root / "build/fuzz"
    name = f"fuzz/virnet-fuzz-{fault.target}"
    listed = subprocess.run(["ninja", "-C", tree, "-t", "commands", name], capture_output=True, text=True, check=True)
    commands = listed.stdout.splitlines()
    original = re.escape(str(root / fault.file))
    compiling = command(commands, rf" -c {original}$")
    compiling = re.sub(r" -MD -MT \S+ -MF \S+| -o \S+", "", compiling)
    compiling = re.sub(rf" -c {original}$", f" -I {(root / fault.file).parent} -o {thing} -c {source}", compiling)
    linking = command(commands, rf" -o {name} ").replace(f" -o {name} ", f" -o {program} ")
    linking = re.sub(rf"(\S+/{fault.target}\.cc\.o)", rf"{thing} \1", linking, count=1)
    for line in (compiling, linking):
        if subprocess.run(line, shell=True, cwd=tree, stdout=sys.stderr).returncode != 0:
            raise campaign.Trouble(f"the fault '{fault.what}' could not be built")
    return program


def hunt(root, fault, seeds):
    """Whether it is found, after how many seconds of a processor, and by which sentence."""
    folder = root / "build/fuzz/planted"
    shutil.rmtree(folder, ignore_errors=True)
    program = build(root, fault, folder)
    corpus = folder / "corpus"
    corpus.mkdir()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([program, *campaign.flags(root, folder), "-seed=1", corpus, seeds / fault.target],
                         stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, errors="replace",
                         env=campaign.environment(),
                         preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    is_found = any(folder.glob("crash-*")) or any(folder.glob("leak-*")) or any(folder.glob("timeout-*"))
    reasons = re.findall(r"^(?:oracle: .*|.*runtime error: .*|.*ERROR: AddressSanitizer: [\w-]+)", run.stderr, re.M)
    return is_found, took, reasons[0] if reasons else ""


def table(rows):
    lines = ["| fault | target | found after |", "|---|---|--:|"]
    for fault, is_found, took in rows:
        lines.append(f"| {fault.what} | `{fault.target}` | " + (f"{took:.1f} s |" if is_found else "not found |"))
    return "\n".join(lines) + "\n"


def run(root, numbers, is_built, record):
    """Plants them one after the other; 0 if each was found."""
    chosen = [FAULTS[number] for number in numbers] if numbers else FAULTS
    seeds = campaign.prepare(root, sorted({fault.target for fault in chosen}), is_built)
    rows = []
    for fault in chosen:
        is_found, took, why = hunt(root, fault, seeds)
        rows.append((fault, is_found, took))
        print(f"{fault.target}: {fault.what}: {'found' if is_found else 'NOT FOUND'} after {took:.1f} s; {why[:120]}",
              flush=True)
    if record:
        page = root / "docs/fuzzing.md"
        page.write_text(ledger.between(page.read_text(), BEGIN, END, table(rows)))
    return 0 if all(is_found for _, is_found, _ in rows) else 1


def check(root):
    """That each fault can still be planted."""
    for fault in FAULTS:
        planted(root, fault)
    return 0
