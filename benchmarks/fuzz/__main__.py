"""python -m benchmarks.fuzz: see `benchmarks.fuzz.run`."""

import sys

from benchmarks.fuzz.run import main

if __name__ == "__main__":
    sys.exit(main())
