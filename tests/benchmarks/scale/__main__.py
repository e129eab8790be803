"""`python -m tests.benchmarks.scale`: see README.md in `tests/benchmarks`."""

from __future__ import annotations

import sys

from tests.benchmarks.scale.plan import read_plan
from tests.benchmarks.scale.run import Run

if __name__ == "__main__":
    print(Run(read_plan(sys.argv[1:])).all())
