"""Bad input is refused with what is allowed, and never clamped, ignored or a crash."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.filters import FACETS
from api.views.lists import PARAMETERS
from api.views.search import Search
from api.views.suggest import Suggest
from tests import factories

SUPPORTED = "en, ar"


def faults(response):
    """Return {parameter: code} of a refusal."""
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    return {fault["parameter"]: fault["code"] for fault in response.json()["errors"]}


@pytest.mark.parametrize(
    "lang", ["", "fr", "fr-IQ", "ar,fr", "en,", ",", "*", "ar__IQ", "arabic", "en;q=1", "a" * 5000]
)
def test_a_language_that_is_not_supported_is_refused_with_those_that_are(get, lang):
    response = get(f"news/?lang={lang}")
    assert faults(response) == {"lang": "unsupported"}
    assert SUPPORTED in response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "query",
    [
        "news/?lang=en,",
        "changes/?lang=,",
        "search/?q=x&type=news,,page",
        "news/?fields=,title",
        "news/?ids={work},",
        "news/?topic=water,%20",
    ],
)
def test_a_comma_too_many_is_named(get, query):
    work = factories.make_story(topics=[factories.make_topic("Water", "ماء")]).work
    [fault] = get(query.format(work=work)).json()["errors"]
    assert "A comma has nothing before or after it" in fault["message"]


def test_a_value_without_a_comma_has_no_word_about_commas(get):
    for query in ("lang=", "lang=fr", "fields=titel", "q=,", "order=,"):
        assert "comma" not in get(f"news/?{query}").json()["detail"].partition("Allowed")[0]


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


@pytest.mark.parametrize("name", ["page", "offset", "sort", "Lang", "utm_source", "%00", ""])
def test_an_unknown_parameter_is_refused_with_those_that_are_known(get, name):
    response = get(f"news/?{name}=1")
    assert set(faults(response).values()) == {"unknown"}
    assert "lang, fallback, forum, topic" in response.json()["errors"][0]["message"]


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
    assert faults(get("news/?lang=%ff")) == {"lang": "not_utf8"}
    assert faults(get("search/?q=%ed%a0%80")) == {"q": "not_utf8"}


def test_all_faults_are_listed_at_once(get):
    response = get("news/?lang=fr&limit=0&sort=date")
    assert faults(response) == {"lang": "unsupported", "limit": "out_of_range", "sort": "unknown"}


def test_too_many_parameters_are_one_refusal(get):
    response = get("news/?" + "&".join(["a=1"] * 10_001))
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_a_value_is_shown_shortened_and_without_what_cannot_be_seen(get):
    [fault] = get(f"news/?order=%E2%80%AE{'x' * 500}").json()["errors"]
    assert f"“\ufffd{'x' * 39}…”" in fault["message"]


def test_messages_are_in_the_language_of_the_reader_and_codes_are_not(get):
    response = get("news/?lang=fr", Accept_Language="ar")
    assert response["Content-Language"] == "ar"
    assert faults(response) == {"lang": "unsupported"}


ADDRESSES = {
    **{f"{collection}/": parameters for collection, parameters in PARAMETERS.items()},
    "search/": Search.parameters,
    "suggest/": Suggest.parameters,
}
NEARLY_RIGHT = st.sampled_from(
    ["en", "ar", "relevance", "-updated_at", "2019-01-01", "2019-01-01T10:00:00Z", "title", "5"]
)
DATES = st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:00)?")


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_text_in_any_parameter_is_a_fault_of_ours(get, path):
    factories.make_pair(title="Story 100%")
    names = st.sampled_from([parameter.name for parameter in ADDRESSES[path]])

    @settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.dictionaries(names, st.text(max_size=50) | NEARLY_RIGHT | DATES, max_size=5))
    def ask(values):
        query = "&".join(
            f"{name}={quote(text, errors='surrogatepass')}" for name, text in values.items()
        )
        response = get(f"{path}?{query}")
        assert response.status_code in {200, 400}
        if response.status_code == 400:
            assert set(faults(response)) <= {*values, "q"}

    ask()


@pytest.mark.parametrize("path", ADDRESSES)
def test_every_parameter_documents_its_purpose(path):
    for parameter in ADDRESSES[path]:
        assert parameter.schema["type"]
        assert str(parameter.description).endswith(".")
        # Names depend on what there is; the other examples can be tried anywhere.
        if parameter.example and parameter.name not in FACETS:
            assert parameter.read(parameter.example)
