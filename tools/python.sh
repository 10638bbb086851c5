#!/bin/sh
# Run a script with the first Python of this machine that is new enough, or say in one sentence that there is none.
for candidate in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$candidate" "$@"
    fi
done
found=$(python3 --version 2>/dev/null || echo "no Python")
echo "VvW needs Python 3.11 or newer and this machine has $found: install it, or name one with PYTHON=/path/to/python3 make ..." >&2
exit 1
