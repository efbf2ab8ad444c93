"""Prints "PASSED FAILED" for the log of a test run; arguments: the log, and the exit code of the run.

Knows the closing lines of ctest, Vitest and node's own runner. A run that ends badly without naming a failed test
counts as one failure; a run that ends well without any count (a type check, say) counts as one pass.
"""

import re
import sys

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def counts(text):
    """Returns (passed, failed), or None when no runner's closing line is found."""
    ctest = re.findall(r"(\d+) tests? failed out of (\d+)", text)
    if ctest:
        failed, total = map(int, ctest[-1])
        return total - failed, failed
    vitest = re.findall(r"^\s*Tests\s+(.*\d+ (?:passed|failed).*)$", text, re.MULTILINE)
    if vitest:
        return number_of("passed", vitest[-1]), number_of("failed", vitest[-1])
    passes = re.findall(r"^(?:#|ℹ) pass (\d+)$", text, re.MULTILINE)
    fails = re.findall(r"^(?:#|ℹ) fail (\d+)$", text, re.MULTILINE)
    if passes and fails:
        return int(passes[-1]), int(fails[-1])
    return None


def number_of(word, line):
    found = re.search(rf"(\d+) {word}", line)
    return int(found.group(1)) if found else 0


def main():
    log, code = sys.argv[1], int(sys.argv[2])
    with open(log, encoding="utf-8", errors="replace") as file:
        found = counts(ANSI.sub("", file.read()))
    passed, failed = found or ((0, 1) if code else (1, 0))
    if code and failed == 0:
        failed = 1
    print(passed, failed)


if __name__ == "__main__":
    main()
