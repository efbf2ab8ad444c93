#!/usr/bin/env python3
"""Runs clang-tidy over our own .cpp files (not the tests), and remembers which were clean.

A file is looked at again only when it, a project header it includes, the rules, or its compile flags have changed. The memory
is a folder of empty files, each named by a hash, in the user's cache, so that all checkouts share it.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
TIDY = "clang-tidy-19"
KEEP_DAYS = 30
FILE_TIMEOUT = 300  # seconds; the largest file takes about 30

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    folder = pathlib.Path(base) / "diemcau-tidy"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def forget_old(folder):
    oldest = time.time() - KEEP_DAYS * 24 * 3600
    for entry in folder.iterdir():
        if entry.stat().st_mtime < oldest:
            entry.unlink(missing_ok=True)


def with_includes(path, seen):
    """Adds the file and every project file that it includes, directly or not, to `seen`."""
    if path in seen or not path.is_file():
        return seen
    seen.add(path)
    for name in INCLUDE.findall(path.read_text()):
        with_includes(SRC / name, seen)
    return seen


def key_of(entry, rules):
    """Hash of everything the verdict depends on, free of where this checkout lies."""
    digest = hashlib.sha256(rules)
    digest.update(entry["command"].replace(str(ROOT), ".").encode())
    for path in sorted(with_includes(pathlib.Path(entry["file"]), set())):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def own_entries(build):
    entries = json.loads((build / "compile_commands.json").read_text())
    for entry in entries:
        path = pathlib.Path(entry["file"])
        if SRC in path.parents and not path.stem.endswith("_test") and path.is_file():
            yield entry


def look_at(build, entry):
    """Returns (clean, output)."""
    command = [TIDY, "-p", str(build), "--quiet", "--warnings-as-errors=*", entry["file"]]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=FILE_TIMEOUT)
    except subprocess.TimeoutExpired:
        return False, f"clang-tidy took more than {FILE_TIMEOUT} s"
    return run.returncode == 0, run.stdout + ("" if run.returncode == 0 else run.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, type=lambda name: pathlib.Path(name).resolve())
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()

    version = subprocess.run([TIDY, "--version"], check=True, capture_output=True).stdout
    rules = version + (ROOT / ".clang-tidy").read_bytes()
    cache = cache_folder()
    forget_old(cache)
    keys = {entry["file"]: (entry, key_of(entry, rules)) for entry in own_entries(arguments.build)}
    todo = {file: pair for file, pair in keys.items() if not (cache / pair[1]).exists()}
    print(f"{len(keys)} files, {len(todo)} of them new or changed", flush=True)

    unclean = 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        runs = {pool.submit(look_at, arguments.build, entry): (file, key) for file, (entry, key) in todo.items()}
        for run in concurrent.futures.as_completed(runs):
            file, key = runs[run]
            clean, output = run.result()
            if clean:
                (cache / key).touch()
                continue
            unclean += 1
            print(f"-- {pathlib.Path(file).relative_to(ROOT)}\n{output}", flush=True)
    print(f"{unclean} files with findings")
    return 1 if unclean else 0


if __name__ == "__main__":
    sys.exit(main())
