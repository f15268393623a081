"""Running the engine on the targets."""
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import subprocess
import sys
import threading
import time


class Trouble(Exception):
    """Why it could not be done, a sentence."""


@dataclasses.dataclass
class Result:
    target: str
    seconds: float = 0  # of processors
    user: float = 0     # of these, not in the kernel
    executions: int = 0
    files: int = 0   # of the corpus
    bytes: int = 0
    coverage: int = 0  # edges, as the engine counts them
    crashes: list = dataclasses.field(default_factory=list)


def targets(root):
    """The names of all targets, as the build files list them."""
    text = (root / "fuzz/CMakeLists.txt").read_text()
    names = re.findall(r"^\s*virnet_fuzz_target\(([a-z]+)", text, re.M)
    for line in re.findall(r"^foreach\(name ([a-z ]+)\)\n\s+virnet_fuzz_target\(\$\{name\}", text, re.M):
        names += line.split()
    return sorted(names)


def build(root, preset, programs):
    command = [root / "scripts/build", preset] + programs[:1]
    for program in programs:
        command[2] = program
        if subprocess.run(command, stdout=sys.stderr).returncode != 0:
            raise Trouble(f"{program} could not be built")


def prepare(root, names, is_built=False):
    """Fuzzers and seeds, up to date."""
    if not is_built:
        build(root, "fuzz", [f"virnet-fuzz-{name}" for name in names] + ["virnet-fuzz-seeds"])
    seeds = root / "build/fuzz/fuzz/seeds"
    subprocess.run([root / "build/fuzz/fuzz/virnet-fuzz-seeds", root, seeds], check=True)
    return seeds


def environment():
    """One allocation of half a gigabyte is a finding as well."""
    return dict(os.environ, ASAN_OPTIONS="allocator_may_return_null=1:detect_stack_use_after_return=1",
                UBSAN_OPTIONS="print_stacktrace=1", LSAN_OPTIONS="report_objects=1")


def flags(root, crashes):
    return [f"-dict={root}/fuzz/virnet.dict", f"-artifact_prefix={crashes}/", f"-timeout={PATIENCE * TIMEOUT}",
            f"-error_exitcode={FAULT}", "-rss_limit_mb=1024", "-max_len=16384", "-print_final_stats=1",
            "-use_value_profile=1", "-reload=0", "-verbosity=1"]


def size_of(folder):
    sizes = [file.stat().st_size for file in folder.iterdir() if file.is_file()]
    return len(sizes), sum(sizes)


FAULT = 1     # the engine's status when it has found something; its own choice would be that of a skip
SKIPPED = 77  # a target's status where something it needs is not there
TIMEOUT = 5   # seconds of a processor for one input
PATIENCE = 20  # times that on the engine's clock, which goes on while others have the processor


def engine_run(command, result, say):
    """Runs the engine once and counts what it did. Its status, and the end of what it said."""
    tail = []
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment(), text=True,
                          errors="replace") as engine:
        for line in engine.stderr:
            tail = (tail + [line])[-200:]
            if match := re.search(r"cov: (\d+) .* exec/s: (\d+)", line):
                result.coverage = int(match[1])
                if "pulse" in line or "INITED" in line:
                    say(f"{result.target}: {match[1]} edges, {match[2]} executions/s")
            if match := re.match(r"stat::number_of_executed_units:\s*(\d+)", line):
                result.executions += int(match[1])
        _, status, usage = os.wait4(engine.pid, 0)
        engine.returncode = os.waitstatus_to_exitcode(status)
    result.seconds += usage.ru_utime + usage.ru_stime
    result.user += usage.ru_utime
    return engine.returncode, "".join(tail)


def is_fault(program, file):
    """The engine's clock goes on while the processor does something else: what was slow is run alone."""
    if not file.name.startswith(("timeout-", "slow-unit-")):
        return True
    alone = Result("")
    status, _ = engine_run([program, "-timeout=600", file], alone, lambda text: None)
    return status != 0 or alone.seconds > TIMEOUT


def fuzz(root, name, length, corpus, seeds, say):
    """One target for `length` seconds; it goes on behind a crash. None if it was skipped."""
    own, crashes = corpus / name, root / "build/fuzz/crashes" / name
    for folder in (own, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    folders = [own, seeds / name] + [f for f in [root / "testdata/fuzz" / name] if f.exists()]
    program = root / f"build/fuzz/fuzz/virnet-fuzz-{name}"
    result = Result(name)
    end = time.monotonic() + length
    while (left := round(end - time.monotonic())) > 0:
        before = set(crashes.iterdir())
        status, tail = engine_run([program, *flags(root, crashes), f"-max_total_time={left}", *folders], result, say)
        if status == SKIPPED:
            say(f"{name}: skipped, {tail.strip() or 'without a reason'}")
            return None
        # What ended the engine may have been found before; slow inputs are written on the way.
        ended_by = {pathlib.Path(path) for path in re.findall(r"Test unit written to (.*)", tail)}
        found = sorted(set(crashes.iterdir()) - before | ended_by)
        if status != 0 and not found:
            raise Trouble(f"{name} ended with status {status} and left no input:\n{tail}")
        for file in found:
            if not is_fault(program, file):
                file.unlink()
                continue
            if file in result.crashes:
                continue
            result.crashes.append(file)
            say(f"{tail}{name}: {file}\n  scripts/fuzz minimise {name} {file} --name self-WHAT")
    result.seconds = round(result.seconds)
    result.files, result.bytes = size_of(own)
    return result


def run(root, names, length, jobs, corpus, is_built, record):
    """The results of those that were not skipped, each handed to record() as soon as it is there."""
    seeds = prepare(root, names, is_built)
    lock = threading.Lock()

    def say(text):
        with lock:
            print(text, file=sys.stderr, flush=True)

    def one(name):
        result = fuzz(root, name, length, corpus, seeds, say)
        if result is None:
            return None
        with lock:
            record(result)
        say(f"{name}: {result.executions} executions in {result.seconds} s, {result.files} files in the corpus, "
            f"{len(result.crashes)} new crashes")
        return result

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return [result for result in pool.map(one, names) if result]


def merge(root, names, corpus):
    """Leaves of each corpus the smallest inputs that reach as much."""
    prepare(root, names)
    for name in names:
        old, new = corpus / name, corpus / f"{name}.new"
        if not old.exists():
            continue
        new.mkdir(exist_ok=True)
        crashes = root / "build/fuzz/crashes" / name
        subprocess.run([root / f"build/fuzz/fuzz/virnet-fuzz-{name}", *flags(root, crashes), "-merge=1", new, old],
                       check=True, stderr=subprocess.DEVNULL, env=environment())
        for file in old.iterdir():
            file.unlink()
        old.rmdir()
        new.rename(old)
        print(f"{name}: {size_of(old)[0]} files", file=sys.stderr)
    return 0


def commit_of(root):
    """Of the sources; what a run itself writes, into docs, does not make them others."""
    def git(*words):
        return subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False).stdout.strip()
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("-dirty" if changed else "")
