"""A person with a browser: forms, cookies, and how long an answer took."""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from bs4 import BeautifulSoup
from urllib3 import disable_warnings
from urllib3.exceptions import InsecureRequestWarning

from cms.accounts.factors.one_time import PERIOD, code_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a long password"
_used: dict[str, int] = {}  # the step of the last code, by site and person
LONGEST = 60.0  # seconds that anybody waits


@dataclass(frozen=True)
class Answer:
    """An answer, and the seconds that it took; status 0 where there was none."""

    status: int
    seconds: float
    text: str = ""
    headers: Any = None

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")


class Browser:
    """A browser with cookies of its own. Redirects are not followed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._session = requests.Session()
        self._session.trust_env = False
        self._host = urlsplit(address).hostname or ""
        if address.startswith("https:"):  # the certificate was made a moment ago
            self._session.verify = False
            disable_warnings(InsecureRequestWarning)

    def get(self, path: str, **headers: str) -> Answer:
        return self._asked("GET", path, headers=headers)

    def post(self, path: str, form: dict[str, Any], files: Any = None) -> Answer:
        """Send a form as a page of the site does, with its token."""
        known = [each.value for each in self._session.cookies if each.name.endswith("csrftoken")]
        token = known[-1] if known else "t" * 32
        if not known:
            self._session.cookies.set("csrftoken", token, domain=self._host)
        headers = {"Origin": self.address, "X-CSRFToken": token}
        return self._asked("POST", path, data=form, files=files, headers=headers)

    def _asked(self, method: str, path: str, **more: Any) -> Answer:
        began = time.monotonic()
        address = path if path.startswith("http") else self.address + path
        try:
            got = self._session.request(
                method, address, timeout=LONGEST, allow_redirects=False, **more
            )
        except requests.RequestException as fault:
            return Answer(0, time.monotonic() - began, str(fault), {})
        return Answer(got.status_code, time.monotonic() - began, got.text, got.headers)

    def sign_in(self, name: str, password: str = PASSWORD, ahead: int = 0) -> Answer:
        """Sign in by password and second factor; return the last answer.

        `ahead` is by how many seconds the site's clock is ahead of ours.
        """
        self.get("/admin/login/")
        form = {"username": f"{name}@example.org", "password": password}
        answer = self.post("/admin/login/", form)
        if answer.status != 302:
            return answer
        code = code_of(SECRET, self._unused_step(name, ahead))
        return self.post(answer.headers["Location"], {"code": code})

    def _unused_step(self, name: str, ahead: int) -> int:
        """Return a step whose code was not used by this person; the next one is accepted, too."""
        key = f"{self.address} {name}"
        step = max(_used.get(key, 0) + 1, int(time.time() + ahead) // PERIOD)
        while step > (time.time() + ahead) // PERIOD + 1:
            time.sleep(1)
        _used[key] = step
        return step

    def is_signed_in(self) -> bool:
        return self.get("/admin/").status == 200
