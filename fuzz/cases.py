"""From a crash to a case."""
import re
import resource
import shutil
import subprocess
import sys

import campaign


def fails(root, name, file):
    """Whether the target fails on the input."""
    command = [root / f"build/fuzz/fuzz/virnet-fuzz-{name}", "-timeout=5", "-rss_limit_mb=1024", file]
    return subprocess.run(command, capture_output=True, env=campaign.environment()).returncode != 0


def smaller(root, name, file, to):
    """The engine cuts it down, and then makes plain what need not be odd."""
    program = root / f"build/fuzz/fuzz/virnet-fuzz-{name}"
    common = ["-timeout=5", "-rss_limit_mb=1024"]
    subprocess.run([program, *common, "-minimize_crash=1", "-max_total_time=60", f"-exact_artifact_path={to}", file],
                   capture_output=True, env=campaign.environment())
    if not to.exists() or not fails(root, name, to):
        shutil.copy(file, to)
    plain = to.with_suffix(".plain")
    subprocess.run([program, *common, "-cleanse_crash=1", f"-exact_artifact_path={plain}", to], capture_output=True,
                   env=campaign.environment())
    if plain.exists() and fails(root, name, plain):
        plain.replace(to)
    plain.unlink(missing_ok=True)


def minimise(root, name, file, case):
    if not file.is_file():
        raise campaign.Trouble(f"{file} is no file")
    case = case or f"self-{file.name[:18]}"
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", case):
        raise campaign.Trouble(f"'{case}' is no name of a case: small letters, digits, - and .")
    campaign.prepare(root, [name])
    if not fails(root, name, file):
        raise campaign.Trouble(f"{file} does not fail")
    folder = root / "testdata/fuzz" / name
    folder.mkdir(parents=True, exist_ok=True)
    to = folder / case
    smaller(root, name, file, to)
    print(f"{to.relative_to(root)}: {file.stat().st_size} -> {to.stat().st_size} bytes; it fails until the fault is "
          f"mended, say what it was in testdata/fuzz/INDEX.md", file=sys.stderr)
    return 0


SLOWEST = 100  # milliseconds, for an input of at most 64 KiB, without sanitizers


def slowest(root, names, corpus):
    """Runs seeds, filed inputs and corpora in the release build."""
    seeds = root / "build/release/fuzz/seeds"
    campaign.build(root, "release", [f"virnet-fuzz-{name}" for name in names] + ["virnet-fuzz-seeds"])
    subprocess.run([root / "build/release/fuzz/virnet-fuzz-seeds", root, seeds], check=True)
    status = 0
    for name in names:
        folders = [f for f in (seeds / name, root / "testdata/fuzz" / name, corpus / name) if f.is_dir()]
        run = subprocess.run([root / f"build/release/fuzz/virnet-fuzz-{name}", "--slowest", str(SLOWEST), *folders],
                             stdout=subprocess.PIPE, text=True)
        print(f"{name}: {run.stdout.strip() or 'skipped'}", flush=True)
        if run.returncode not in (0, campaign.SKIPPED):
            status = 1
    return status


LONGEST_REPLAY = 60  # seconds of a processor, with both compilers


def processor():
    """The seconds that ended children have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def replay(root, names, files):
    """With g++ and with clang, as ctest does; or single files with clang."""
    if files:
        campaign.prepare(root, names)
        broken = [f"{name} fails on {file}" for name in names for file in files if fails(root, name, file)]
        print("\n".join(broken), end="\n" if broken else "")
        return 1 if broken else 0
    status, spent = 0, 0
    for preset in ("asan", "fuzz"):
        campaign.build(root, preset, [f"virnet-fuzz-{name}" for name in names] +
                       ["virnet-fuzz-seeds", "virnet-fuzz-words"])
        chosen = "|".join(names)
        before = processor()
        tests = subprocess.run(["ctest", "--test-dir", root / "build" / preset, "--output-on-failure", "-R",
                                rf"^fuzz\.(seeds|words.*|replay\.({chosen}))$"])
        spent += processor() - before
        status = max(status, 1 if tests.returncode else 0)
    print(f"{spent:.0f} s of a processor, at most {LONGEST_REPLAY}")
    return 1 if spent > LONGEST_REPLAY else status
