"""`make bench-serve`: starts the instance under measurement, describes it in one line of JSON, and stops on Ctrl-C.

Reads PORT (8200), WORKERS, THREADS, DATABASE_POOL, DATABASE_URL and REDIS_URL from the environment. Progress goes to
standard error.
"""

import argparse
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.instance import Instance
from tools.run import port_from_environment
from tools.terminal import CHECKOUT, exit_on_error


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=20_000, help="number of load accounts; they stay between runs")
    parser.add_argument("--instance", default="bench", help="name of the embedded instance")
    options = parser.parse_args()
    stdout, sys.stdout = sys.stdout, sys.stderr
    os.environ["PORT"] = os.environ.get("PORT") or "8200"
    with Instance(port_from_environment(), options.accounts, options.instance) as instance:
        instance.start()
        print(json.dumps(instance.describe()), file=stdout, flush=True)
        return int(instance.watch())
    return 0


if __name__ == "__main__":
    with exit_on_error():
        sys.exit(main())
