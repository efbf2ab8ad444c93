#!/usr/bin/env bash
# build_web.sh WEB DIST: builds the web app of folder WEB into folder DIST; fetches its packages when they are missing.
set -euo pipefail
web=$1 dist=$2
cd "$web"
[ -d node_modules ] || npm ci --no-audit --no-fund
log=$(npx --no-install vite build --outDir "$dist" --emptyOutDir --logLevel warn 2>&1) || {
  printf '%s\n' "$log" >&2
  exit 1
}
