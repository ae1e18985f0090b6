"""Keep a copy of what the initiative has published, in a JSON file: {"items": {id: item}, …}.

    python3 sync.py https://example.org copy.json                     everything, both languages
    python3 sync.py https://example.org arabic.json "lang=ar&type=news"

Needs Python 3.9 or newer and nothing else. Run it from cron, every ten minutes for example. After
an hour without a success it empties the copy, because something may have been withdrawn."""

import json
import sys
import time
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

TRIES, TIMEOUT, LONGEST_WAIT, HOUR, RFC_3339 = 4, 30, 60, 3600, "%Y-%m-%dT%H:%M:%SZ"


def ask(address):
    """Return the answer, or None where our cursor is no longer good; try again if that may help."""
    for attempt in range(TRIES):
        wait = 2**attempt
        try:
            with urlopen(address, timeout=TIMEOUT) as answer:
                return json.load(answer)
        except HTTPError as error:
            problem, body = f"{error.code} {error.reason}", error.read().decode(errors="replace")
            if error.code == 410 or (error.code == 400 and "invalid_cursor" in body):
                return None
            if error.code != 429 and error.code < 500:
                sys.exit(f"{address}: {problem}\n{body}")
            retry_after = error.headers.get("Retry-After", "")
            wait = int(retry_after) if retry_after.isdecimal() else wait
        except (OSError, HTTPException, ValueError) as error:
            problem = repr(error)  # no connection, no answer in time, or half an answer
        if attempt + 1 == TRIES or wait > LONGEST_WAIT:
            break
        print(f"{problem}; trying again in {wait} s", file=sys.stderr)
        time.sleep(wait)
    sys.exit(f"{address}: {problem}; giving up until the next run")


def follow(source, cursor=None, items=()):
    """Return the copy brought up to date, or None where its cursor is no longer good."""
    items = dict(items)
    while page := ask(source + (f"&cursor={cursor}" if cursor else "")):
        for entry in page["results"]:
            if entry["op"] == "upsert":
                items[entry["item"]["id"]] = entry["item"]
            elif entry["op"] == "delete":
                items.pop(entry["id"], None)
            else:
                print(f"Passed over “{entry['op']}”: is there a newer sync.py?", file=sys.stderr)
        cursor, now = page["next_cursor"], time.strftime(RFC_3339, time.gmtime())
        if not page["has_more"]:
            return {"source": source, "cursor": cursor, "checked_at": now, "items": items}
    return None


_, base, path, query = [*sys.argv, "lang=en,ar"][:4] if len(sys.argv) > 2 else sys.exit(__doc__)
source, problem = f"{base.rstrip('/')}/api/v1/changes/?{query}", None
copy = {"source": source, "cursor": None, "checked_at": "", "items": {}}
try:
    copy.update(json.loads(Path(path).read_text("utf-8")))
except (OSError, ValueError, TypeError) as error:
    print(f"There is no copy that can be read, so a new one begins: {error}", file=sys.stderr)
try:  # another question, or a cursor that is too old, begins another copy
    known = [copy["cursor"], copy["items"]] if copy["source"] == source else []
    copy = follow(source, *known) or follow(source) or sys.exit("Every cursor is refused")
except (Exception, SystemExit) as error:
    last, problem = copy["checked_at"], f"{error}\n{path} IS EMPTIED: no success for an hour"
    if last > time.strftime(RFC_3339, time.gmtime(time.time() - HOUR)):
        raise  # and the copy stays as it was
    copy = {"source": source, "cursor": None, "checked_at": last, "items": {}}
new = Path(f"{path}.{time.time_ns()}")
new.write_text(json.dumps(copy, ensure_ascii=False), "utf-8")
new.replace(path)  # readers see the old copy or the new one, never half of one
sys.exit(problem or print(f"{len(copy['items'])} items in {path}"))
