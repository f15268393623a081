"""How fast the targets are."""
import campaign

FLOORS = {"parse": 10_000, "roundtrip": 10_000, "netlink": 50_000}  # executions a second
ROUNDS = 3
AIM = 2  # seconds of a processor for a round


def seconds(program, runs, files):
    """Of the processor in user mode, for so many runs of each file; reading files is the system's time."""
    result = campaign.Result("")
    status, tail = campaign.engine_run([program, f"-runs={runs}", *files], result, lambda text: None)
    if status == campaign.SKIPPED:
        return None
    if status != 0:
        raise campaign.Trouble(f"{program} fails:\n{tail}")
    return result.user


def executions(program, files):
    """A second, the best of some rounds: what else a machine does makes them slower, nothing faster."""
    once = seconds(program, 1, files)
    if once is None:
        return None
    few = 20
    each = max((seconds(program, few, files) - once) / (few - 1), 1e-4)
    runs = max(few, round(AIM / each))
    return max(len(files) * runs / max(seconds(program, runs + 1, files) - once, 1e-4) for _ in range(ROUNDS))


def measure(root, names, is_built):
    seeds = campaign.prepare(root, names, is_built)
    status = 0
    for name in names:
        files = sorted(file for file in (seeds / name).iterdir() if file.is_file())
        found = executions(root / f"build/fuzz/fuzz/virnet-fuzz-{name}", files)
        if found is None:
            print(f"{name}: skipped")
            continue
        floor = FLOORS.get(name, 0)
        print(f"{name}: {found:,.0f} executions/s" + (f", at least {floor:,}" if floor else ""), flush=True)
        if found < floor:
            status = 1
    return status
