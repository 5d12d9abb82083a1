"""Random statements, judged twice: see `benchmarks.fuzz.run`."""
