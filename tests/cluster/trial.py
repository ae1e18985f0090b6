"""What is broken, and what must go on: each is a row of the table."""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.cluster.network import unplugged
from tests.cluster.reading import Readers, ask, reading
from tests.cluster.services import HOSTS, READER, Services

TAKEDOWNS = 10
MOST_SECONDS = 2.0
FAULT_SECONDS = 12
# For as long as nginx asks the others after a failure.
_APART_SECONDS = 6


@dataclass
class Row:
    """What was tried, whether what was promised came true, and what was seen."""

    fault: str
    is_held: bool
    seen: str


class Trial:
    """The machines with content on them, and the rows."""

    def __init__(self, services: Services, say: Callable[[Row], None]) -> None:
        self.services = services
        self._say = say
        self.rows: list[Row] = []

    def set_up(self) -> None:
        """Start everything, from the databases to nginx."""
        services = self.services
        services.start_databases()
        services.start_stores()
        direct = services.settings("all", "cms")["DATABASE_URL"].replace(":6432", ":5432")
        services.manage("cms", "manage.py", "migrate", "-v0", DATABASE_URL=direct, PGBOUNCER="")
        rights = services.manage("cms", "manage.py", "reader_rights", READER)
        services.run(
            "database", "psql", "-qh", "10.88.0.21", "-U", "postgres", "icssi", "-c", rights
        )
        self.content: dict[str, Any] = json.loads(
            services.manage("cms", "-m", "tests.cluster.content").splitlines()[-1]
        )
        for machine in ("web1", "web2", "cms"):
            services.give_static_files(machine)
            services.start_web(machine)
        for machine in ("worker1", "worker2"):
            services.start_worker(machine)
        services.start_proxy()
        time.sleep(2)
        self.row("everything is up", *self._all_answer())

    def row(self, fault: str, is_held: bool, seen: str) -> None:
        self.rows.append(Row(fault, is_held, seen))
        self._say(self.rows[-1])

    def run(self) -> None:
        """Try everything, one after another; each leaves all as it was."""
        self.withdraw()
        for machine, name in (("web1", "one web machine"), ("replica", "the replica"),
                              ("redis", "Redis")):  # fmt: skip
            self.unplug(machine, name)
        self.kill()
        self.lose_files()
        self.withdraw_while_redis_is_away()
        self.upgrade()

    # --- The rows ---

    def _all_answer(self) -> tuple[bool, str]:
        asked = [("/en/", "proxy", HOSTS[0]), ("/api/v1/news/?lang=en", "web1", HOSTS[0]),
                 ("/ar/", "web2", HOSTS[0]), (self.content["pictures"][0][0], "proxy", HOSTS[0]),
                 ("/admin/login/", "proxy", HOSTS[1])]  # fmt: skip
        found = [ask(path, machine=machine, host=host)[0] for path, machine, host in asked]
        hidden = ask("/admin/login/", machine="web1")[0]
        return found == [200] * 5 and hidden == 404, f"{found}, the CMS on web1: {hidden}"

    def withdraw(self) -> None:
        took = [self._withdrawn() for _ in range(TAKEDOWNS)]
        self.row(f"{TAKEDOWNS} takedowns through the CMS: gone on every machine",
                 max(took) <= MOST_SECONDS, f"slowest {max(took):.2f} s")  # fmt: skip

    def withdraw_while_redis_is_away(self) -> None:
        with unplugged("redis"):
            took = [self._withdrawn() for _ in range(3)]
        self.row("3 takedowns while Redis is away", max(took) <= MOST_SECONDS,
                 f"slowest {max(took):.2f} s")  # fmt: skip

    def _withdrawn(self) -> float:
        """Withdraw the next story; return how long after that somebody asked who still got it."""
        story = self.content["stories"].pop()
        places = [(story["path"], machine) for machine in ("proxy", "web1", "web2")]
        places += [
            (f"/api/v1/news/{story['work']}/en/", each) for each in ("proxy", "web1", "web2")
        ]
        before = [ask(path, machine=machine)[0] for path, machine in places]
        if before != [200] * len(places):
            self.row("a story is public before it is withdrawn", False, str(before))
        self._unpublish(story["id"])
        began, last, shown = time.monotonic(), 0.0, True
        while shown and last < 20:
            shown = False
            for path, machine in places:
                asked = time.monotonic() - began
                if ask(path, machine=machine)[0] not in {404, 410}:
                    shown, last = True, asked
        return last

    def _unpublish(self, pk: int) -> None:
        """Press the button of the CMS, through the proxy."""
        token = secrets.token_hex(16)
        cookies = {self.content["session_cookie"]: self.content["session"],
                   self.content["csrf_cookie"]: token}  # fmt: skip
        status, text = ask(
            f"/admin/pages/{pk}/unpublish/", host=HOSTS[1], method="POST",
            body=urlencode({"csrfmiddlewaretoken": token}),
            Content_Type="application/x-www-form-urlencoded", Origin=f"https://{HOSTS[1]}",
            Referer=f"https://{HOSTS[1]}/admin/",
            Cookie="; ".join(f"{name}={value}" for name, value in cookies.items()),
        )  # fmt: skip
        if status != 302:
            self.row("the CMS withdraws a story", False, f"{status} {text[:300]}")

    def unplug(self, machine: str, name: str) -> None:
        with reading() as readers:
            time.sleep(2)
            with unplugged(machine):
                time.sleep(FAULT_SECONDS)
            time.sleep(2)
        self._judge(f"{name} is off the network for {FAULT_SECONDS} s", readers)

    def kill(self) -> None:
        services = self.services
        with reading() as readers:
            time.sleep(1)
            for machine in ("web2", "worker1", "redis", "replica"):
                services.end(machine, by_force=True)
                time.sleep(3)
            services.start_web("web2")
            services.start_worker("worker1")
            services.start("redis", "redis", "redis-server", "--bind", "10.88.0.23",
                           "--protected-mode", "no", "--save", "")  # fmt: skip
            services._start_postgresql("replica", str(services.folder / "copy"))
            time.sleep(3)
        self._judge("a web server, a worker, Redis and the replica are killed", readers)

    def lose_files(self) -> None:
        held, other = self.content["pictures"][0][0], self.content["pictures"][1][0]
        ask(held)
        with reading() as readers, unplugged("files"):
            time.sleep(3)
            answers = [ask(held)[0], ask(other)[0]]
            time.sleep(3)
        self._judge("S3 is off the network", readers)
        self.row("… a picture that nginx holds, and one that it does not", answers == [200, 503],
                 str(answers))  # fmt: skip
        time.sleep(6)
        self.row("… and when it is back", ask(other)[0] == 200, "")

    def upgrade(self) -> None:
        services = self.services
        with reading() as readers:
            for machine in ("worker1", "worker2"):
                services.end(machine)
                services.start_worker(machine)
            for machine in ("web1", "web2", "cms"):
                services.end(machine)
                services.start_web(machine)
                time.sleep(_APART_SECONDS)
        self._judge("a rolling upgrade: all restarted one after another", readers)

    def _judge(self, fault: str, readers: Readers) -> None:
        seen = readers.summary
        if readers.failed:
            seen += f"; {readers.failed[:3]}"
        self.row(fault, readers.noticed_nothing, seen)
