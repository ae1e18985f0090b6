"""What staff set as safe channels: taken if it is what it must be, in one form, however pasted."""

from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from core.channels.onion import read_onion
from core.channels.openpgp import Fault, NotAPublicKeyError, read_public_key
from core.channels.signal import read_signal, signal_link
from core.models import InitiativeSettings

pytestmark = pytest.mark.any_database
# Made by GnuPG 2, which printed this fingerprint.
KEY = (Path(__file__).parent / "keys" / "demo.asc").read_text(encoding="ascii")
FINGERPRINT = "70900D540B0E6804AD39D7C5BC1AC2708531EF39"
# The Tor Project's own site.
ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"


def content() -> bytes:
    lines = KEY.splitlines()
    return b64decode("".join(lines[2:-2]))


def block(packets: bytes) -> str:
    """Return packets as a block that calls itself public, without a checksum."""
    body = b64encode(packets).decode()
    return f"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{body}\n-----END PGP PUBLIC KEY BLOCK-----\n"


def fault_of(text: str) -> Fault:
    with pytest.raises(NotAPublicKeyError) as raised:
        read_public_key(text)
    fault: Fault = raised.value.args[0]
    return fault


def test_a_key_has_the_fingerprint_that_gnupg_shows():
    key = read_public_key(KEY)
    assert key.fingerprint == FINGERPRINT
    assert key.grouped == "7090 0D54 0B0E 6804 AD39 D7C5 BC1A C270 8531 EF39"
    assert key.text == KEY


def test_comments_and_line_ends_of_other_programs_are_left_out():
    head, rest = KEY.split("\n\n", 1)
    pasted = f"  {head}\nVersion: Mailer 1.0\nComment: Ali's laptop\n\n{rest}\n\n"
    assert read_public_key(pasted.replace("\n", "\r\n")).text == KEY


@pytest.mark.parametrize("tag", [5, 7])
def test_a_private_key_is_refused_even_if_it_calls_itself_public(tag):
    packets = content()
    assert packets[0] >> 2 & 15 == 6
    assert fault_of(block(bytes([0x80 | tag << 2]) + packets[1:])) is Fault.SECRET
    assert fault_of(block(packets + bytes([0xC0 | tag, 1, 4]))) is Fault.SECRET


def test_what_is_named_private_is_refused_whatever_is_in_it():
    assert fault_of(KEY.replace("PUBLIC", "PRIVATE")) is Fault.SECRET
    assert fault_of(KEY + KEY.replace("PUBLIC", "PRIVATE")) is Fault.SECRET


def test_a_key_with_a_photograph_is_refused():
    assert fault_of(block(content() + bytes([0xC0 | 17, 3, 1, 2, 3]))) is Fault.PHOTOGRAPH


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----",
        KEY.replace("mDMEaw", "mDMEax"),  # the checksum is another
        KEY.replace("mDMEaw", "mDM!aw"),
        KEY + KEY,  # two blocks
        KEY + "And some more text",
        block(content()[:40]),  # cut
        block(content() * 2),  # two keys
        block(b"\x00" * 40),
        block(content()[53:]),  # without its beginning
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n" * 2000,
    ],
    ids=[
        "text", "empty", "typing", "no-base64", "blocks", "more", "cut", "keys", "zeros", "middle",
        "heads",
    ],
)  # fmt: skip
def test_what_is_not_one_whole_public_key_is_refused(text):
    assert fault_of(text) is Fault.NO_KEY


@pytest.mark.parametrize("text", [ONION, f"http://{ONION}/", f" https://{ONION} ", ONION.upper()])
def test_an_onion_address_is_its_host(text):
    assert read_onion(text) == ONION


@pytest.mark.parametrize(
    "text",
    [
        "3" + ONION[1:],
        ONION.replace("wid.", "wie."),
        "expyuzz4wqqyqhjn.onion",  # of version 2, which Tor no longer has
        f"{ONION}/path",
        f"{ONION}.example",
        "icssi.example",
    ],
)
def test_a_mistyped_or_foreign_address_is_no_onion_address(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is shown to nobody
        read_onion(text)


@pytest.mark.parametrize(
    ("text", "stored", "link"),
    [
        ("+964 770 000-0000", "+9647700000000", "https://signal.me/#p/+9647700000000"),
        ("https://signal.me/#eu/abc_D-9", "https://signal.me/#eu/abc_D-9", "https://signal.me/#eu/abc_D-9"),
        ("https://signal.group/#CjQK", "https://signal.group/#CjQK", "https://signal.group/#CjQK"),
        ("icssi.42", "icssi.42", ""),
    ],
)  # fmt: skip
def test_a_contact_at_signal_is_a_link_a_number_or_a_name(text, stored, link):
    assert read_signal(text) == stored
    assert signal_link(stored) == link


@pytest.mark.parametrize(
    "text",
    [
        "0770 000 0000",
        "https://signal.me.example/#p/+964",
        "javascript:alert(1)",
        "icssi",
        "<b>.42",
    ],
)
def test_what_is_none_of_these_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is shown to nobody
        read_signal(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pgp_key", KEY.replace("PUBLIC", "PRIVATE")),
        ("onion_address", "icssi.example"),
        ("signal", "javascript:alert(1)"),
    ],
)
def test_no_way_into_the_settings_is_unchecked(name, value):
    settings = InitiativeSettings.load()
    setattr(settings, name, value)
    with pytest.raises(ValidationError):
        settings.full_clean()
    with pytest.raises(ValidationError):
        settings.save()
    assert getattr(InitiativeSettings.objects.get(), name) == ""
