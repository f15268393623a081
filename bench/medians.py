"""From Google Benchmark's JSON to one figure for each benchmark."""
import statistics

# Whose time stands where the time that passes usually does.
MEASURED_ELSEWHERE = ("process/", "fdb/", "flags/", "dump/")


def of(raw):
    """{name: {"ns": median time, "bytes_per_second": of it, if known, "rounds": the times in order}}, of what is
    measured in memory also its "document" and "model" in bytes

    The processor time counts, which other programs on the machine disturb least; of whole programs the time that
    passes, for they wait for the kernel. Some benchmarks measure it themselves, with that of the programs they ran.
    """
    runs = {}
    for run in raw["benchmarks"]:
        if run["run_type"] == "iteration":
            name = run["run_name"].removesuffix("/real_time").removesuffix("/manual_time").removesuffix("/iterations:1")
            runs.setdefault(name, []).append(run)
    return {name: median(name, list_of_runs) for name, list_of_runs in sorted(runs.items())}


def ratio(above, below):
    """Of two results: what is measured in one round is measured at one speed of the processor."""
    return statistics.median(a / b for a, b in zip(above["rounds"], below["rounds"]))


def median(name, runs):
    key = "real_time" if name.startswith(MEASURED_ELSEWHERE) else "cpu_time"
    scale = {"ns": 1, "us": 1e3, "ms": 1e6}[runs[0]["time_unit"]]
    times = [run[key] * scale for run in runs]
    middle = statistics.median(times)
    result = {"ns": round(middle, 1), "rounds": [round(time, 1) for time in times]}
    if "bytes_per_second" in runs[0]:
        bytes_of_one = statistics.median(run["bytes_per_second"] * run["cpu_time"] for run in runs) * scale / 1e9
        result["bytes"] = round(bytes_of_one)
        result["bytes_per_second"] = round(bytes_of_one / middle * 1e9)
    for size in ("document", "model"):
        if size in runs[0]:
            result[size] = round(statistics.median(run[size] for run in runs))
    return result
