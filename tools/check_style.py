#!/usr/bin/env python3
"""Checks what no formatter sees: length of files and functions, and words that do not belong into the project.

Warns from the usual limit on, fails past the hard one. Exit code 0 when nothing failed.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

FILE_LINES = (600, 800)  # (warn, fail)
FUNCTION_LINES = (70, 100)

CODE = {".cpp", ".hpp", ".ts", ".svelte", ".py", ".js", ".mjs", ".sh"}
CPP = {".cpp", ".hpp"}

# The project speaks of itself only: no place on somebody's machine, no tracker numbers, no package hosts.
FOREIGN = [
    (re.compile(r"(?<![\w./$}-])/(?:root|work|home/\w+|Users/\w+)/"), "a path of somebody's machine"),
    (re.compile(r"\b[Ii]ssues? #?\d+\b"), "a tracker number"),
    (re.compile(r"\bregistry\.(?!h\b)[a-z]+|\bdeb\.[a-z]+\.org"), "a package host"),
    (re.compile(r"\bAKIA[0-9A-Z]{16}\b|-----BEGIN (?:RSA |EC )?PRIVATE KEY-----"), "a secret"),
]
LOCK_URL = re.compile(r'"resolved": "http')

NO_FUNCTION = re.compile(r"\b(?:namespace|class|struct|enum|union|if|for|while|switch|catch|do|else)\b|=\s*\{?$")


def committed_files():
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                           check=True, capture_output=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def first_line(lines, index):
    """The line where the statement that reaches line `index` begins."""
    while index > 0 and lines[index - 1].strip() and not re.search(r"[;{}]$|^\s*(?://|#)|:$", lines[index - 1]):
        index -= 1
    return index


def functions(lines):
    """Yields (line number, length) of C++ functions, as clang-format lays them out."""
    for index, line in enumerate(lines):
        if not line.endswith("{"):
            continue
        start = first_line(lines, index)
        head = " ".join(lines[start:index + 1])
        if ")" not in head or NO_FUNCTION.search(head[:-1]):
            continue
        end = re.match(r"\s*", lines[start]).group() + "}"
        for length, later in enumerate(lines[index + 1:], index + 2 - start):
            if later.startswith(end):
                yield start + 1, length
                break


def measure(what, size, limits):
    """Returns a (failed, text) pair, or None when the size is usual."""
    warn, fail = limits
    if size <= warn:
        return None
    return size > fail, f"{what} has {size} lines (usual: {warn}, most: {fail})"


def length_findings(path, lines):
    name = path.relative_to(ROOT)
    found = [measure(f"{name}", len(lines), FILE_LINES)]
    if path.suffix in CPP:
        found += [measure(f"{name}:{line}: function", size, FUNCTION_LINES) for line, size in functions(lines)]
    return [finding for finding in found if finding]


def foreign_findings(path, text):
    name = path.relative_to(ROOT)
    if path.name == "package-lock.json":
        return [(True, f"{name}: names package hosts (omit-lockfile-registry-resolved)")] if LOCK_URL.search(text) else []
    return [(True, f"{name}:{number}: {what}: {pattern.search(line).group()}")
            for number, line in enumerate(text.splitlines(), 1) for pattern, what in FOREIGN if pattern.search(line)]


def findings(path):
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    found = foreign_findings(path, text)
    if path.suffix in CODE:
        found += length_findings(path, text.splitlines())
    return found


def main():
    files = committed_files()
    found = [finding for path in files for finding in findings(path)]
    for failed, text in found:
        print("FAIL" if failed else "warn", text)
    failures = sum(failed for failed, _ in found)
    print(f"{len(files)} files, {len(found) - failures} warnings, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
