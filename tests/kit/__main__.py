"""Install the site on a blank Debian, break it, upgrade it under load; print what was seen.

    python -m tests.kit [--debian bookworm] [--bind FOLDER …]

`--bind` shows a folder of this machine to the other one at the same place, such as a local index
of packages. Ends with 1 if anything was not as expected.
"""

# ruff: noqa: T201

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.kit.machine import Machine, blank_debian, require_programs

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTS = ("icssi.example", "cms.icssi.example")
CODE = "/root/icssi"
INSTALL = (
    f"cd {CODE} && BASE_URL=https://{HOSTS[0]} CMS_HOST={HOSTS[1]} EMAIL_URL=smtp://localhost"
    " TLS_CERTIFICATE=/root/certificate.pem TLS_CERTIFICATE_KEY=/root/key.pem"
    " ADMINISTRATOR=first@example.org deploy/install.sh"
)
CERTIFICATE = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=icssi.example"
    " -keyout /root/key.pem -out /root/certificate.pem"
)
ASK = "curl -sk -o /dev/null -w '%{http_code} ' --max-time 20" + "".join(
    f" --resolve {host}:443:127.0.0.1" for host in HOSTS
)
CHANGE = (
    f"cd {CODE} && echo >>README.md"
    " && git -c user.name=kit -c user.email=kit@example.org commit -qam 'Another release'"
)
# All processes, what they share counted once, after pages, lists, feeds and searches.
MEMORY = f"""
for number in $(seq 50); do
  for lang in en ar; do
    for path in "$lang/" "$lang/news/" "api/v1/news/?lang=$lang&limit=$number" \\
        "feeds/$lang/news.rss" "$lang/search/?q=water" "$lang/search/?q=%D9%85%D8%A7%D8%A1"
    do {ASK} "https://{HOSTS[0]}/$path" >/root/asked; done
  done
done
awk '/^Pss:/ {{sum += $2}} END {{print int(sum * 1024 / 1e6), "MB"}}' /proc/[0-9]*/smaps_rollup
"""
MOST_MEMORY = 1200  # MB
UNDER_LOAD = f"""
(while [ ! -e /root/enough ]; do {ASK} https://{HOSTS[0]}/ar/; sleep 0.1; done >/root/answers) &
{{command}}; status=$?
touch /root/enough; wait; rm /root/enough
tr ' ' '\\n' </root/answers | grep . | sort | uniq -c | sed 's/^ */answers: /'
exit $status
"""


class Trial:
    """What is done on the machine, and a row for each."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.rows: list[tuple[str, bool, str]] = []

    def look(self, what: str, script: str, is_right: Callable[[int, str], bool]) -> None:
        """Run a script; note whether status and output are right."""
        began = time.monotonic()
        status, printed = self.machine.run(script)
        is_ok = is_right(status, printed)
        figure = printed.strip() if printed.endswith("MB\n") else ""
        self.rows.append((what, is_ok, f"{time.monotonic() - began:.0f} s {figure}".strip()))
        print("held  " if is_ok else "FAILED", what, self.rows[-1][2], flush=True)
        if not is_ok:
            print(printed[-3000:], flush=True)

    def install(self) -> None:
        self.look("a blank Debian has nothing of it", f"cd {CODE} && deploy/install.sh --check",
                  lambda status, text: status == 1 and text.count("missing ") > 10)  # fmt: skip
        self.look("one command sets up the whole site", f"{CERTIFICATE} && {INSTALL}",
                  lambda status, text: status == 0 and "login/invitation" in text)  # fmt: skip
        self.look(
            "… and then finds nothing to do", f"cd {CODE} && deploy/install.sh --check", all_ok
        )
        again = "md5sum /etc/icssi/env /etc/nginx/nginx.conf /etc/nftables.conf >/root/sums && "
        self.look("… nor changes anything when it is run again",
                  f"{again}{INSTALL} | grep 'set up' ; md5sum --check --quiet /root/sums",
                  lambda status, text: status == 0 and "set up" not in text)  # fmt: skip

    def serve(self) -> None:
        site, cms = (f"https://{host}" for host in HOSTS)
        paths = f"{site}/en/ {site}/ar/ {site}/api/v1/ {site}/readyz {cms}/admin/login/"
        self.look("site, API and CMS answer by https",
                  f"for address in {paths}; do {ASK} $address; done",
                  lambda _status, text: text.split() == ["200"] * 5)  # fmt: skip
        self.look("whatever is killed comes back",
                  f"units='icssi-web@8001 icssi-web@8002 icssi-worker'; for n in 1 2 3; do"
                  " systemctl kill --signal=KILL $units; sleep 3; done; sleep 25;"
                  f" systemctl is-active $units; {ASK} {site}/en/",
                  lambda _status, text: text.split() == ["active"] * 3 + ["200"])  # fmt: skip
        self.look("after a restart of nginx too", f"systemctl restart nginx && {ASK} {site}/en/",
                  lambda _status, text: text.split() == ["200"])  # fmt: skip

    def weigh(self) -> None:
        self.look("all of it together takes 1.2 GB of memory at most", MEMORY,
                  lambda _status, text: int(text.split()[-2]) <= MOST_MEMORY)  # fmt: skip

    def back_up(self) -> None:
        self.look("the timers' units make a backup, copy the ledger and look for faults",
                  # One after the other: after a ledger that is older than the backup, the site
                  # stays closed until somebody has looked.
                  "systemctl start icssi-backup && systemctl start icssi-ledger icssi-faults"
                  " && ls /var/backups/icssi",
                  lambda status, text: not status and all(
                      name in text for name in ("icssi-2", ".jsonl")))  # fmt: skip
        stop = "systemctl stop 'icssi-*'"
        ledger = "--ledger /var/backups/icssi/withdrawals.jsonl"
        renew = "icssi scripts/setup_env.py --renew"
        self.look("… which is restored",
                  f"{stop}; {renew} && icssi restore"
                  f" $(ls -d /var/backups/icssi/icssi-* | tail -1) {ledger} --replace"
                  " && systemctl start icssi-web@8001 icssi-web@8002 icssi-worker"
                  " icssi-backup.timer icssi-ledger.timer icssi-faults.timer && sleep 20 &&"
                  f" {ASK} https://{HOSTS[0]}/ar/",
                  lambda _status, text: text.strip().endswith("200"))  # fmt: skip
        self.look("doctor finds no error but what this machine cannot have",
                  "icssi doctor", lambda _status, text: "Traceback" not in text)  # fmt: skip

    def upgrade(self) -> None:
        self.look("an upgrade under load loses no request",
                  CHANGE + UNDER_LOAD.replace("{command}", f"cd {CODE} && deploy/upgrade.sh"),
                  only_200)  # fmt: skip
        self.look("… nor does the way back",
                  UNDER_LOAD.replace("{command}", f"cd {CODE} && deploy/upgrade.sh --back"),
                  only_200)  # fmt: skip


def all_ok(status: int, text: str) -> bool:
    return status == 0 and all(line.startswith("ok") for line in text.splitlines())


def only_200(status: int, text: str) -> bool:
    answers = [line for line in text.splitlines() if line.startswith("answers:")]
    return status == 0 and len(answers) == 1 and answers[0].endswith(" 200")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make kit", description=__doc__)
    parser.add_argument("--debian", default="bookworm")
    parser.add_argument("--bind", action="append", default=[])
    options = parser.parse_args()
    require_programs()
    with tempfile.TemporaryDirectory(prefix="icssi-kit-") as folder:
        print("Making a blank Debian", flush=True)
        with blank_debian(Path(folder), options.bind, options.debian) as machine:
            code = machine.tree / CODE[1:]
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(code)], check=True)
            trial = Trial(machine)
            trial.install()
            trial.serve()
            trial.weigh()
            trial.back_up()
            trial.upgrade()
    failed = [what for what, is_ok, _time in trial.rows if not is_ok]
    print(f"{len(trial.rows)} looked at, {len(failed)} failed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
