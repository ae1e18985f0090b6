"""The fixtures of the other tests that tests of benchmarks use as well."""

from tests.scripts.conftest import migrated  # noqa: F401
