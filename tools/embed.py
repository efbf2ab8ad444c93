#!/usr/bin/env python3
"""embed.py DIST OPENAPI OUT: makes embedded.blob, .S and .cpp in OUT from the files of DIST and the OpenAPI document.

The blob holds every file as it is and, where that is at least a tenth smaller, compressed; the table in embedded.cpp
points into it. The same input gives the same bytes.
"""

import gzip
import hashlib
import json
import pathlib
import re
import sys

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
HASHED = re.compile(r"^assets/.*-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")  # as Vite names what may be kept for ever

ASSEMBLY = """\
  .section .rodata
  .balign 16
  .globl diemcau_embedded_blob
  .hidden diemcau_embedded_blob
diemcau_embedded_blob:
  .incbin "{blob}"
  .section .note.GNU-stack,"",%progbits
"""

SOURCE = """\
// Made by tools/embed.py.
#include <array>

#include "http/embedded.hpp"

extern "C" const char diemcau_embedded_blob[];

namespace diemcau::http {{
namespace {{

std::string_view part(std::size_t offset, std::size_t size) {{
  return {{diemcau_embedded_blob + offset, size}};
}}

}}  // namespace

std::span<const EmbeddedFile> embedded_files() {{
  static const std::array<EmbeddedFile, {count}> kFiles{{{{
{rows}
  }}}};
  return kFiles;
}}

std::string_view openapi_document() {{
  return part({openapi_offset}, {openapi_size});
}}

}}  // namespace diemcau::http
"""


class Blob:
    def __init__(self):
        self.bytes = bytearray()

    def add(self, data):
        offset = len(self.bytes)
        self.bytes += data
        return f"part({offset}, {len(data)})", offset


def row(path, data, blob):
    kind = TYPES.get(path.suffix) or sys.exit(f"embed.py: no content type for {path}")
    name = path.as_posix()
    packed = gzip.compress(data, 9, mtime=0)
    plain = blob.add(data)[0]
    small = blob.add(packed)[0] if len(packed) < 0.9 * len(data) else "{}"
    etag = hashlib.sha256(data).hexdigest()[:20]
    immutable = "true" if HASHED.match(name) else "false"
    return f'      {{"{name}", "{kind}", "\\"{etag}\\"", {immutable}, {plain}, {small}}},'


def main():
    dist, openapi, out = (pathlib.Path(argument) for argument in sys.argv[1:4])
    files = sorted((path.relative_to(dist) for path in dist.rglob("*") if path.is_file()), key=lambda path: path.as_posix().encode())
    if pathlib.Path("index.html") not in files:
        sys.exit(f"embed.py: no index.html in {dist}")
    out.mkdir(parents=True, exist_ok=True)
    blob = Blob()
    rows = [row(path, (dist / path).read_bytes(), blob) for path in files]
    document = json.dumps(json.loads(openapi.read_text()), ensure_ascii=False, separators=(",", ":")).encode()
    _, offset = blob.add(document)
    (out / "embedded.blob").write_bytes(blob.bytes)
    (out / "embedded.S").write_text(ASSEMBLY.format(blob=out / "embedded.blob"))
    (out / "embedded.cpp").write_text(SOURCE.format(count=len(rows), rows="\n".join(rows), openapi_offset=offset,
                                                    openapi_size=len(document)))


if __name__ == "__main__":
    main()
