"""Turns the line that `diemcau serve --demo` prints when it is ready into links that a person can open."""

import json
import sys


def link(url, page, token):
    return f"{url}/{page}#token={token}"  # behind "#", so that no proxy or log sees it


def main():
    line = sys.stdin.readline()
    if not line.strip():
        return  # the server ended before it was ready; it has said why on standard error
    try:
        ready = json.loads(line)
    except json.JSONDecodeError:  # what was asked for was not to serve: its help, its version
        print(line, end="")
        print(sys.stdin.read(), end="", flush=True)
        return
    url = ready["url"].rstrip("/")
    tokens = ready.get("tokens", {})
    roles = ("chair", "director", "secretary", "hall", "observer")
    rows = [(name, link(url, name, tokens[name])) for name in roles if name in tokens]
    rows += [(f"site {name}", link(url, "site", token)) for name, token in tokens.get("sites", {}).items()]
    print(f"\ndiemcau is ready at {url}\n")
    for name, address in rows:
        print(f"  {name:<20} {address}")
    print("", flush=True)
    for rest in sys.stdin:  # keep the pipe open for as long as the server lives
        print(rest, end="", flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
