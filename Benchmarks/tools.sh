# SPDX-License-Identifier: Apache-2.0
# What the benchmark scripts share; sourced, not run.

set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bin="$project/.build/release"
bench() { "$bin/ovoz-bench" "$@"; }

# Builds only what is missing: a benchmark of an old build would be of no use, so `run` says --fresh.
build() {
  [ "${1:-}" != --fresh ] && [ -x "$bin/ovoz-bench" ] && [ -x "$bin/ovoz" ] && return
  echo "building in release mode (minutes at the first time)" >&2
  (cd "$project" && swift build -c release --product ovoz-bench >&2 &&
    swift build -c release --product ovoz >&2)
}

# A folder of our own on a real disk: /tmp may live in memory, where nothing waits for the disk.
work_folder() {
  mktemp -d "${OVOZ_BENCH_FOLDER:-/var/tmp}/ovoz-bench.XXXXXX"
}

need() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
  done
}

divide() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else print "-" }'; }
