#!/usr/bin/env python3
"""Checks who includes whom in src/ (ARCHITECTURE.md, "Who may include whom").

1. A folder links only to folders that MAY_LINK allows it: downward, siblings never.
2. A file includes only its own folder and those that its CMakeLists.txt links, directly or through them.
3. Sockets, threads, clocks, files and databases appear only in the OPEN folders; everywhere else time, bytes and
   randomness are parameters.
Exit code 0 when all holds; otherwise each breach on a line of its own.
"""

import pathlib
import re
import sys

SRC = pathlib.Path(__file__).resolve().parent.parent / "src"

MEDIA = "base wire ice dtls srtp rtp bwe transport sfu engine"
CONTROL = "base sheet directory auth conference"

# The most that a folder may link. Its CMakeLists.txt may name fewer.
MAY_LINK = {
    "base": "",
    "wire": "base",
    "ice": "wire base",
    "dtls": "wire base",
    "srtp": "wire base",
    "rtp": "wire base",
    "bwe": "wire base",
    "transport": "ice dtls srtp wire base",
    "sfu": "rtp bwe wire base",
    "engine": "transport sfu " + "ice dtls srtp rtp bwe wire base",
    "sheet": "base",
    "document": "base",
    "directory": "sheet base",
    "auth": "base",
    "conference": "auth base",
    "store": "base",
    "net": "engine transport sfu wire base",
    "server": MEDIA + " " + CONTROL + " net store document",
    "http": CONTROL + " server net",
    "robots": "base wire ice dtls srtp rtp bwe transport net",
    "app": MEDIA + " " + CONTROL + " document store net http server robots",
}

OPEN = {"net", "http", "store", "document", "robots", "app"}

IO_HEADERS = re.compile(
    r"""boost/(asio|beast|process|filesystem|thread)\b.*
      | (thread|mutex|shared_mutex|condition_variable|future|semaphore|latch|barrier|stop_token)
      | (fstream|filesystem|iostream|signal\.h|csignal)
      | (sys/(?!time|types)|net/|linux/).*|netinet/(tcp|udp|ip)\.h
      | (unistd|fcntl|poll|pthread|netdb|ifaddrs|sched)\.h
      | (sqlite3\.h|libpq.*|soci/.*|prometheus/.*)""",
    re.VERBOSE,
)
IO_CALLS = re.compile(
    r"(system|steady|high_resolution|utc)_clock::now|\bclock_gettime\b|\bgettimeofday\b|\brandom_device\b"
    r"|\bsleep_for\b|\bsleep_until\b|\bstd::time\(|\bs?rand\("
)
# Tests may read vectors from files, and call from several threads what claims to allow it.
TEST_MAY = {"fstream", "filesystem", "iostream", "thread", "latch", "barrier"}

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def linked(room, keyword):
    """Folders that a folder's CMakeLists.txt names after LINK or TEST_LINK."""
    text = re.sub(r"#.*", "", (SRC / room / "CMakeLists.txt").read_text())
    rooms = set()
    for call in re.findall(r"diemcau_library\(([^)]*)\)", text):
        current = None
        for word in call.split():
            if word in ("LINK", "TEST_LINK"):
                current = word
            elif current == keyword and word.startswith("dc_"):
                rooms.add(word[3:])
    for call in re.findall(r"target_link_libraries\(([^)]*)\)", text) if keyword == "LINK" else []:
        rooms.update(word[3:] for word in call.split()[1:] if word.startswith("dc_"))
    return rooms


def reachable(room, links):
    """What the folder links, and what that links in turn, as far as the table lets this folder see it."""
    seen, waiting = set(), list(links)
    while waiting:
        other = waiting.pop()
        if other not in seen and (SRC / other / "CMakeLists.txt").is_file():
            seen.add(other)
            waiting += linked(other, "LINK")
    return seen & set(MAY_LINK.get(room, "").split())


def link_breaches(room, links):
    if room not in MAY_LINK:
        yield f"src/{room}: not in the table of tools/check_includes.py"
        return
    for other in sorted(links - {room} - set(MAY_LINK[room].split())):
        yield f"src/{room}/CMakeLists.txt: {room} may not link {other}"


def without_comment(line):
    return re.sub(r"//.*", "", line)


def file_breaches(path, room, allowed):
    is_test = path.stem.endswith("_test") or path.stem.startswith("test_")
    where = path.relative_to(SRC.parent)
    for number, line in enumerate(path.read_text().splitlines(), 1):
        include = INCLUDE.match(line)
        if include and include.group(1):
            target = include.group(1).split("/")[0]
            if "/" not in include.group(1):
                yield f'{where}:{number}: write the folder too: "{room}/{include.group(1)}"'
            elif target not in allowed:
                yield f"{where}:{number}: {room} may not include {target} (not below it, or not in its link list)"
        elif include and room not in OPEN and IO_HEADERS.fullmatch(include.group(2)):
            if not (is_test and include.group(2) in TEST_MAY):
                yield f"{where}:{number}: <{include.group(2)}> is input or output; {room} has none"
        elif room not in OPEN and IO_CALLS.search(without_comment(line)):
            yield f"{where}:{number}: reads a clock, sleeps or draws global randomness; {room} takes them as parameters"


def room_breaches(room):
    links = linked(room, "LINK")
    yield from link_breaches(room, links)
    allowed = reachable(room, links) | {room}
    for path in sorted((SRC / room).rglob("*.[ch]pp")):
        more = linked(room, "TEST_LINK") if path.stem.endswith("_test") else set()
        yield from file_breaches(path, room, allowed | more)


def main():
    rooms = sorted(path.parent.name for path in SRC.glob("*/CMakeLists.txt"))
    breaches = [breach for room in rooms for breach in room_breaches(room)]
    print("\n".join(breaches) or f"{len(rooms)} folders keep the include rules")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
