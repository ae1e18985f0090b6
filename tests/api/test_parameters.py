"""Bad input is refused with what is allowed, and never clamped, ignored or a crash."""

import pytest

from tests import factories

SUPPORTED = "en, ar"


def faults(response):
    """Return {parameter: code} of a refusal."""
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    return {fault["parameter"]: fault["code"] for fault in response.json()["errors"]}


@pytest.mark.parametrize(
    "lang", ["", "fr", "fr-IQ", "ar,fr", "en,", ",", "*", "ar_IQ", "arabic", "en;q=1", "a" * 5000]
)
def test_a_language_that_is_not_supported_is_refused_with_those_that_are(get, lang):
    response = get(f"news/?lang={lang}")
    assert faults(response) == {"lang": "unsupported"}
    assert SUPPORTED in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "9" * 25, "9" * 5000])
def test_a_limit_out_of_range_is_refused(get, limit):
    response = get(f"news/?limit={limit}")
    assert faults(response) == {"limit": "out_of_range"}
    assert "1 to 100" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("limit", ["", "ten", "1.5", "1e2", "٢٠", "%2010", "0x10", "²"])
def test_a_limit_that_is_no_number_is_refused(get, limit):
    assert faults(get(f"news/?limit={limit}")) == {"limit": "not_a_number"}


@pytest.mark.parametrize("limit", ["1", "100", "007"])
def test_a_limit_within_range_is_taken(get, limit):
    assert get(f"news/?limit={limit}").status_code == 200


@pytest.mark.parametrize("name", ["page", "offset", "fields", "Lang", "utm_source", "%00", ""])
def test_an_unknown_parameter_is_refused_with_those_that_are_known(get, name):
    response = get(f"news/?{name}=1")
    assert set(faults(response).values()) == {"unknown"}
    assert "lang, limit, cursor" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("path", ["", "languages/", "initiative/", "openapi.json"])
def test_where_nothing_is_asked_every_parameter_is_unknown(get, path):
    assert faults(get(f"{path}?lang=ar")) == {"lang": "unknown"}


def test_items_and_pairs_take_no_parameter(get):
    story = factories.make_story()
    assert faults(get(f"news/{story.work}/?lang=en")) == {"lang": "unknown"}
    assert faults(get(f"news/{story.work}/en/?limit=1")) == {"limit": "unknown"}


def test_a_repeated_parameter_is_refused(get):
    assert faults(get("news/?lang=en&lang=ar")) == {"lang": "repeated"}


def test_nul_is_refused(get):
    assert faults(get("news/?lang=en%00")) == {"lang": "nul"}
    assert faults(get("news/?cursor=%00")) == {"cursor": "nul"}


def test_broken_utf8_is_refused(get):
    assert faults(get("news/?lang=%ff")) == {"lang": "unsupported"}


def test_all_faults_are_told_at_once(get):
    response = get("news/?lang=fr&limit=0&sort=date")
    assert faults(response) == {"lang": "unsupported", "limit": "out_of_range", "sort": "unknown"}


@pytest.fixture
def cursor(get):
    for _ in range(3):
        factories.make_pair()
    return get("news/?lang=en&limit=1").json()["next"].split("cursor=")[1]


def test_a_cursor_is_good_for_the_list_it_was_made_for(get, cursor):
    assert get(f"news/?lang=en&cursor={cursor}").status_code == 200
    assert get(f"news/?lang=en-GB&limit=2&cursor={cursor}").status_code == 200


@pytest.mark.parametrize("path", ["news/?", "news/?lang=ar&", "forums/?lang=en&", "topics/?"])
def test_a_cursor_of_another_list_is_refused(get, cursor, path):
    assert faults(get(f"{path}cursor={cursor}")) == {"cursor": "invalid_cursor"}


def test_a_tampered_cursor_is_refused(get, cursor):
    content, signature = cursor.split(".")
    for text in (
        f"{content[:-1]}A.{signature}",
        f"{content}.{signature[:-2]}xx",
        content,
        f".{signature}",
        "",
        "x",
        "é.ü",
        "9" * 25,
    ):
        assert faults(get(f"news/?lang=en&cursor={text}")) == {"cursor": "invalid_cursor"}


def test_too_many_parameters_are_one_refusal(get):
    response = get("news/?" + "&".join(["a=1"] * 10_001))
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
