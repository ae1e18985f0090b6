"""`make bench`: the real server measured against the goals of `docs/benchmarks.md`."""
