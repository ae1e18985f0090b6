"""Redis refuses, freezes or is emptied: all works, throttles count, nobody is signed out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.faults.promises.rows import Row, promise
from tests.faults.services.browsers import Answer, Browser
from tests.faults.services.ground import Ground
from tests.faults.services.measuring import Times, ms, repeat
from tests.faults.services.redis import RedisServer
from tests.faults.services.sites import PUBLISH, Site, add, save

EXPECTED = (
    "pages, API, sign-in, CMS, saving, publishing within 300 ms more; throttles count; nobody is "
    "signed out"
)
MORE = 0.3  # seconds
WRONG = 5  # passwords for an account from one network, then each waits
TOO_MANY = "Too many wrong passwords"


@contextmanager
def refused(redis: RedisServer) -> Iterator[None]:
    redis.stop()
    try:
        yield
    finally:
        redis.start()


@contextmanager
def frozen(redis: RedisServer) -> Iterator[None]:
    redis.freeze()
    try:
        yield
    finally:
        redis.thaw()


@contextmanager
def emptied(redis: RedisServer) -> Iterator[None]:
    redis.flush()
    yield


FAULTS = {
    "Redis refuses connections": refused,
    "Redis is frozen: it accepts and never answers": frozen,
    "Redis is emptied in the middle of sessions": emptied,
}


@promise("redis")
def tried(ground: Ground) -> Iterator[Row]:
    if not RedisServer.is_installed():
        yield Row("Redis", EXPECTED, skipped="redis-server is not installed")
        return
    site = ground.site("sqlite", REDIS_URL=ground.redis.url)
    site.start()
    editor = site.browser("editor")
    normal = _measured(site, editor)
    for fault, harm in FAULTS.items():
        row = Row(fault, EXPECTED)
        guessing = site.browser()
        for _ in range(WRONG - 1):
            guessing.sign_in("victim", "wrong")
        with harm(ground.redis):
            _compare(row, normal, _measured(site, editor))
            row.expect(editor.is_signed_in(), "the editor is signed out")
            guessing.sign_in("victim", "wrong")
            refused_now = TOO_MANY in guessing.sign_in("victim").text
            row.expect(refused_now, "wrong passwords were not counted")
        site.shell("from core.models import Attempt; Attempt.objects.all().delete()")
        yield row
    site.stop()


def _requests(site: Site, editor: Browser) -> dict[str, tuple[Callable[[], Answer], int]]:
    reader = site.browser()
    story, draft = site.stories[0], site.stories[1]

    def sign_in() -> Answer:
        form = {"username": "colleague@example.org", "password": "a long password"}
        return site.browser().post("/admin/login/", form)

    return {
        "page": (lambda: reader.get("/en/news/?page=1"), 200),
        "story": (lambda: reader.get(story["path"]), 200),
        "API": (lambda: reader.get("/api/v1/news/?lang=en&limit=7"), 200),
        "sign-in": (sign_in, 302),
        "CMS": (lambda: editor.get("/admin/pages/"), 200),
        "saving": (lambda: save(editor, draft, "Saved"), 302),
        "publishing": (lambda: add(editor, site, "Added", **PUBLISH), 302),
    }


def _measured(site: Site, editor: Browser) -> dict[str, tuple[Times, bool]]:
    """Return the times of each kind of request, and whether all of them succeeded."""
    found = {}
    for name, (ask, status) in _requests(site, editor).items():
        times = repeat(ask)
        found[name] = times, times.have(status)
    return found


def _compare(
    row: Row, normal: dict[str, tuple[Times, bool]], now: dict[str, tuple[Times, bool]]
) -> None:
    slower = {}
    for name, (times, succeeded) in now.items():
        slower[name] = times.median - normal[name][0].median
        row.expect(succeeded, f"{name} answered {times.statuses}")
        row.expect(slower[name] <= MORE, f"{name} took {ms(slower[name])} more")
    most = max(slower, key=lambda name: slower[name])
    row.see(f"at most {ms(max(0.0, slower[most]))} more ({most})")
    row.see(f"longest single answer {ms(max(times.longest for times, _ in now.values()))}")
