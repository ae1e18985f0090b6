"""The fixtures of the other tests that tests of benchmarks use as well."""

from tests.conftest import django_db_setup, fresh_surroundings  # noqa: F401 - pytest finds fixtures by name
from tests.scripts.conftest import migrated  # noqa: F401
