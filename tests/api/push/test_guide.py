"""The partners' guide to webhooks: its programs verify what is really sent, and nothing else."""

import json
import re
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from api.push.models import Webhook
from api.push.retries import PAUSES
from api.push.signing import give_keys, headers
from tests.partners.conftest import program

pytestmark = pytest.mark.any_database

PAGE = Path(settings.ROOT) / "docs" / "partners" / "webhooks.md"
BODY = '{"type":"item.withdrawn","data":{"lang":"ar","title":"لا شيء"}}'.encode()
# How each program reads [key, headers, body] from standard input and prints 1 or 0.
ENDS = {
    "python": """
import json, sys
key, headers, body = json.load(sys.stdin)
print(int({function}(key, headers, body.encode())))
""",
    "php": """
[$key, $headers, $body] = json_decode(stream_get_contents(STDIN), true);
echo (int) {function}($key, $headers, $body);
""",
    "js": """
import {{ readFileSync }} from "node:fs";
const [key, headers, body] = JSON.parse(readFileSync(0, "utf8"));
console.log(Number({function}(key, headers, Buffer.from(body))));
""",
}
COMMANDS = {"python": ("x.py", sys.executable), "php": ("x.php", "php"), "js": ("x.mjs", "node")}
BLOCKS = re.findall(
    r"^```(python|php|js)\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
)
SECRET = [block for block in BLOCKS if "whsec_" in block[1]]
PUBLIC = [block for block in BLOCKS if "whpk_" in block[1]]


def language_of(block: tuple[str, str]) -> str:
    return block[0]


@pytest.fixture
def verified(tmp_path):
    """Return a function that asks a program of the guide about a request."""

    def ask(block, key: str, fields: dict[str, str], body: bytes) -> bool:
        language, text = block
        file, command = COMMANDS[language]
        function = re.search(r"(?:def|function) (\w+)\(", text)[1]
        path = tmp_path / file
        path.write_text(text + ENDS[language].format(function=function), "utf-8")
        done = subprocess.run(
            [program(command), str(path)],
            input=json.dumps([key, fields, body.decode()]),
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout.strip() == "1"

    return ask


def test_each_language_has_both_ways():
    assert [block[0] for block in SECRET] == [block[0] for block in PUBLIC] == list(ENDS)


@pytest.mark.parametrize("block", SECRET, ids=language_of)
def test_with_the_secret_only_our_own_and_recent_requests_are_accepted(verified, block):
    webhook = Webhook(url="https://partner.example/")
    former = give_keys(webhook)
    keys = give_keys(webhook)
    fields = headers(webhook, "msg_1", BODY, timezone.now())
    assert verified(block, keys.secret, fields, BODY)
    assert verified(block, former.secret, fields, BODY), "during the change to a new secret"
    assert not verified(block, keys.secret, fields, BODY + b" ")
    assert not verified(block, keys.secret, fields | {"webhook-id": "msg_2"}, BODY)
    later = str(int(fields["webhook-timestamp"]) + 1)
    assert not verified(block, keys.secret, fields | {"webhook-timestamp": later}, BODY)
    other = give_keys(Webhook())
    assert not verified(block, other.secret, fields, BODY)
    assert not verified(block, keys.secret, {}, BODY)
    old = headers(webhook, "msg_1", BODY, timezone.now() - timedelta(minutes=10))
    assert not verified(block, keys.secret, old, BODY)


@pytest.mark.parametrize("block", PUBLIC, ids=language_of)
def test_with_the_public_key_only_what_we_signed_is_accepted(verified, block):
    webhook = Webhook(url="https://partner.example/")
    former = give_keys(webhook)
    keys = give_keys(webhook)
    fields = headers(webhook, "msg_1", BODY, timezone.now())
    assert verified(block, keys.public_key, fields, BODY)
    assert verified(block, former.public_key, fields, BODY)
    assert not verified(block, keys.public_key, fields, BODY + b" ")
    assert not verified(block, give_keys(Webhook()).public_key, fields, BODY)
    broken = fields | {"webhook-signature": "v1a,AAAA v1a,"}
    assert not verified(block, keys.public_key, broken, BODY)


@pytest.mark.parametrize("block", [*SECRET, *PUBLIC], ids=lambda block: f"{block[0]}")
def test_what_a_stranger_sends_is_refused_and_breaks_no_receiver(verified, block):
    """An exception that nobody handles ends a server of Node's."""
    webhook = Webhook(url="https://partner.example/")
    keys = give_keys(webhook)
    key = keys.secret if block in SECRET else keys.public_key
    fields = headers(webhook, "msg_1", BODY, timezone.now())
    for name in fields:
        assert not verified(block, key, {at: fields[at] for at in fields if at != name}, BODY)
        assert not verified(block, key, fields | {name: ""}, BODY)
    for given in ("9" * 5000, "١٢٣", "-1", "1e9", "NaN"):
        assert not verified(block, key, fields | {"webhook-timestamp": given}, BODY)
    signatures = "v1,é v1a,é", f"v1a,{'A' * 86}==", "v1a,A v1,A", "v1a", " , ", f"v1a,{'A' * 5000}"
    for given in signatures:
        assert not verified(block, key, fields | {"webhook-signature": given}, BODY)


def test_after_a_day_the_former_keys_sign_no_more():
    webhook = Webhook(url="https://partner.example/")
    give_keys(webhook)
    give_keys(webhook)
    now = timezone.now()
    assert headers(webhook, "msg_1", BODY, now)["webhook-signature"].count("v1,") == 2
    tomorrow = now + timedelta(days=1, minutes=1)
    assert headers(webhook, "msg_1", BODY, tomorrow)["webhook-signature"].count("v1,") == 1


def test_the_secret_and_the_keys_have_the_forms_of_the_standard():
    keys = give_keys(Webhook())
    assert re.fullmatch(r"whsec_[A-Za-z0-9+/]{43}=", keys.secret)
    assert re.fullmatch(r"whpk_[A-Za-z0-9+/]{43}=", keys.public_key)
    fields = headers(Webhook(keys=keys.stored), "msg_1", BODY, timezone.now())
    assert re.fullmatch(r"v1,[\w+/]{43}= v1a,[\w+/]{86}==", fields["webhook-signature"])
    assert abs(int(fields["webhook-timestamp"]) - time.time()) < 5
    assert keys.secret not in repr(keys)


def test_the_retries_are_those_that_the_guide_names():
    shown = "after 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours"
    assert shown in PAGE.read_text("utf-8")
    assert [round(pause / 3600) for pause in PAUSES[3:]] == [2, 5, 10, 14, 20, 24]
    assert PAUSES[:3] == (5, 300, 1800)
