"""What is encrypted belongs to DATA_KEY, which outlives every SECRET_KEY."""

import pytest

from core.encryption import UnreadableError, decrypt, encrypt, fingerprint

pytestmark = pytest.mark.any_database


def test_what_was_encrypted_survives_a_new_secret_key_without_fallbacks(settings):
    settings.DATA_KEY = "data " * 10
    stored = encrypt("tests", "a secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another " * 10, []
    assert decrypt("tests", stored) == "a secret"


def test_what_was_encrypted_before_there_was_a_data_key_stays_readable(settings):
    settings.DATA_KEY = ""
    stored = encrypt("tests", "a secret")
    settings.DATA_KEY = "data " * 10
    assert decrypt("tests", stored) == "a secret"


def test_the_former_secret_key_as_data_key_reads_what_it_encrypted(settings):
    """So a site that had none begins to have one before its SECRET_KEY is renewed."""
    settings.DATA_KEY = ""
    stored = encrypt("tests", "a secret")
    settings.DATA_KEY, settings.SECRET_KEY = settings.SECRET_KEY, "another " * 10
    assert decrypt("tests", stored) == "a secret"


def test_without_the_data_key_nothing_is_readable(settings):
    settings.DATA_KEY = "data " * 10
    stored = encrypt("tests", "a secret")
    settings.DATA_KEY = "lost " * 10
    with pytest.raises(UnreadableError):
        decrypt("tests", stored)


def test_a_fingerprint_names_a_key_and_reveals_nothing_of_it():
    assert fingerprint("one") == fingerprint("one") != fingerprint("two")
    assert "one" not in fingerprint("one")
