#!/bin/sh
# Run a script with a Python that is new enough, or print one sentence if there is none.
# 3.11 and 3.12 come first: they have wheels for every package; for later versions Redis may have to be compiled.
try() {
    candidate=$1 newest=$2
    shift 2
    "$candidate" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $newest))" >/dev/null 2>&1 || return 0
    exec "$candidate" "$@"
}
if [ -n "$PYTHON" ]; then try "$PYTHON" 99 "$@"; fi
for name in python3 python3.12 python3.11; do try $name 12 "$@"; done
for name in python3 python3.13 python3.14 python; do try $name 99 "$@"; done
found=$(python3 --version 2>/dev/null || echo "no Python")
echo "VvW needs Python 3.11 or newer and this machine has $found: install it, or name one with PYTHON=/path/to/python3 make ..." >&2
exit 1
