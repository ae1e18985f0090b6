"""How long the site waits for its database, and who asks one that is away."""

from threading import Event, Thread

import environ
import pytest
from psycopg import OperationalError

from config import databases
from core.databases.postgresql import gate
from core.databases.postgresql.gate import Gate

URL = "postgres://site:secret@db.example.org:5432/site"


def options(url: str, *, answers_requests: bool) -> dict[str, object]:
    parsed = environ.Env.db_url_config(url)
    return databases.configured(parsed, answers_requests=answers_requests)["OPTIONS"]


def test_what_answers_requests_gives_up_soon_and_commands_are_never_cut():
    web, command = (options(URL, answers_requests=answers) for answers in (True, False))
    assert web["pool"]["timeout"] <= 2 < command["pool"]["timeout"]
    assert "statement_timeout" in web["options"]
    assert "lock_timeout" in web["options"]
    assert "options" not in command
    assert "answer_timeout" not in command


def test_sqlite_is_waited_for_longer_by_commands_than_by_requests():
    url = "sqlite:////srv/site.sqlite3"
    assert options(url, answers_requests=True)["timeout"] == 5
    assert options(url, answers_requests=False)["timeout"] > 5


def test_options_in_the_address_of_the_database_take_effect():
    found = options(f"{URL}?sslmode=require&connect_timeout=7", answers_requests=True)
    assert (found["sslmode"], found["connect_timeout"]) == ("require", 7)
    assert found["pool"]


def fail(closed: Gate) -> None:
    with pytest.raises(OperationalError, match="refused"), closed.passing():
        raise OperationalError("refused")


def test_after_a_failure_nobody_asks_until_the_pause_is_over(monkeypatch):
    shut = Gate()
    fail(shut)
    with pytest.raises(OperationalError, match="a moment ago"), shut.passing():
        raise AssertionError("nobody should get here")
    monkeypatch.setattr(gate, "PAUSE_SECONDS", 0.0)
    again = Gate()
    fail(again)
    with again.passing():
        pass
    with again.passing():  # open again
        pass


def test_while_one_tries_the_others_do_not_wait_for_it(monkeypatch):
    monkeypatch.setattr(gate, "PAUSE_SECONDS", 0.0)
    shut, has_begun, may_end = Gate(), Event(), Event()
    fail(shut)

    def try_it() -> None:
        with shut.passing():
            has_begun.set()
            may_end.wait(20)

    thread = Thread(target=try_it)
    thread.start()
    assert has_begun.wait(20)
    with pytest.raises(OperationalError, match="a moment ago"), shut.passing():
        raise AssertionError("nobody should get here")
    may_end.set()
    thread.join(20)
    with shut.passing():
        pass


def test_another_error_than_a_lost_connection_shuts_nothing():
    gate_of_its_own = Gate()
    with pytest.raises(ZeroDivisionError), gate_of_its_own.passing():
        _ = 1 / 0
    with gate_of_its_own.passing():
        pass
