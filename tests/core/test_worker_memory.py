"""A worker that has become large starts anew, as the same process, when it has nothing to do."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from core.background import memory
from core.background.leases import ENDED
from core.background.worker import BackgroundWorker, Repeated
from core.models import WorkerPulse
from tests.core.test_background import eventually
from tests.servers import database_url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

# As manage.py, with a worker that is soon too large.
PROGRAM = """
import sys
sys.path.insert(0, "site")
from core.background import memory
memory.GROWTH, memory.STEADY = -1, 3
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "work"])
"""


def pulses() -> set[str]:
    return set(WorkerPulse.objects.exclude(pk=ENDED).values_list("pk", flat=True))


def test_it_is_the_same_process_and_still_ends_when_it_is_asked(tmp_path):
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(tmp_path),
    }
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=settings.ROOT, env=os.environ | own
    ) as process:
        try:
            assert eventually(pulses)
            first = pulses()
            assert eventually(lambda: pulses() - first)
            # The lease of the first is given back.
            assert not pulses() & first
            assert process.poll() is None
            # While one run follows another, nobody listens: it must not be lost.
            assert eventually(lambda: not pulses())
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        finally:
            process.kill()
    assert not pulses()


def test_what_is_at_work_ends_first(monkeypatch):
    monkeypatch.setattr(memory, "GROWTH", -1)
    monkeypatch.setattr(memory, "STEADY", 0)
    may_end, has_begun = threading.Event(), threading.Event()

    def long_work() -> None:
        has_begun.set()
        may_end.wait(60)

    worker = BackgroundWorker()
    worker._rounds.append(Repeated("long", long_work, 1000))
    worker.run_queue = lambda: has_begun.wait(30)
    thread = threading.Thread(target=lambda: (worker.run(), connections.close_all()))
    thread.start()
    try:
        assert has_begun.wait(30)
        thread.join(3)
        assert thread.is_alive()
    finally:
        may_end.set()
        thread.join(30)
        worker.is_stopped = True
    assert not thread.is_alive()


@pytest.mark.parametrize(("more", "is_large"), [(0, False), (1, False), (2, True)])
def test_a_process_that_has_hardly_grown_goes_on(monkeypatch, more, is_large):
    monkeypatch.setattr(memory, "STEADY", 0)
    growth = memory.MemoryGrowth()
    before = memory.held()
    assert before > 0
    monkeypatch.setattr(memory, "held", lambda: before + more * memory.GROWTH * 3 // 4)
    assert growth.is_large is is_large


def test_where_nothing_is_shown_nothing_is_large(monkeypatch):
    monkeypatch.setattr(memory, "STEADY", 0)
    monkeypatch.setattr(memory, "_PAGES", Path("/proc/nothing"))
    assert memory.held() == 0
    assert not memory.MemoryGrowth().is_large
