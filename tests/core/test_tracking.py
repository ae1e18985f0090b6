"""Addresses without what follows readers, and nothing else changed in them."""

from urllib.parse import quote

import pytest

from core.addresses.tracking import direct

pytestmark = pytest.mark.any_database

TRUE = "https://example.org/a?b=1&c=%D9%87#d"
WRAPPED = "https%3A%2F%2Fexample.org%2Fa%3Fb%3D1%26c%3D%25D9%2587%23d"


@pytest.mark.parametrize(
    "wrapper",
    [
        f"https://www.google.com/url?q={WRAPPED}&sa=D&source=editors&ust=17&usg=AOv",
        f"https://www.google.iq/url?sa=t&url={WRAPPED}",
        f"https://google.co.uk/url?q={WRAPPED}",
        f"https://l.facebook.com/l.php?u={WRAPPED}&h=AT0&s=1",
        f"http://lm.facebook.com/l.php?u={WRAPPED}",
        f"https://l.instagram.com/?u={WRAPPED}&e=AT",
        f"https://l.messenger.com/l.php?u={WRAPPED}",
        f"https://l.wl.co/l?u={WRAPPED}",
        f"https://eur03.safelinks.protection.outlook.com/?url={WRAPPED}&data=05%7C&reserved=0",
        f"https://www.youtube.com/redirect?event=comments&q={WRAPPED}",
        f"https://www.linkedin.com/safety/go?url={WRAPPED}&trk=x",
        f"https://out.reddit.com/t3_x?url={WRAPPED}",
        f"HTTPS://L.Facebook.com/l.php?u={WRAPPED}",
    ],
)
def test_a_wrapper_is_replaced_by_what_it_leads_to(wrapper):
    assert direct(wrapper) == TRUE


def test_a_wrapper_in_a_wrapper_and_parameters_inside_are_removed():
    google = "https://www.google.com/url?q=" + quote("https://a.example/?fbclid=x", safe="")
    facebook = "https://l.facebook.com/l.php?u=" + quote(google, safe="")
    assert direct(facebook) == "https://a.example/"


def test_the_gateways_of_mail_are_read():
    second = "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a-5Fb&d=DwM&c=x"
    assert direct(second) == "https://example.org/a_b"
    third = "https://urldefense.com/v3/__https://example.org/a?b=1__;!!Nmw4!Qx$"
    assert direct(third) == "https://example.org/a?b=1"


def test_a_fragment_outside_of_a_wrapper_is_the_true_addresss():
    assert direct("https://www.google.com/url?q=https://a.example/x#y") == "https://a.example/x#y"


def test_arabic_and_broken_bytes_of_a_wrapped_address_stay_encoded():
    wrapper = "https://www.google.com/url?q=https://a.example/%D9%87%D9%8A%D8%AA%E9&sa=D"
    assert direct(wrapper) == "https://a.example/%D9%87%D9%8A%D8%AA%E9"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/?utm_source=x&utm_medium=y", "https://a.example/"),
        ("https://a.example/?z=1&UTM_Source=x&a=2", "https://a.example/?z=1&a=2"),
        ("https://a.example/?q=a+b%20c&fbclid=x&q=2&e=", "https://a.example/?q=a+b%20c&q=2&e="),
        ("https://a.example/?gclid=1#top", "https://a.example/#top"),
        ("https://a.example/?b=1&amp;utm_source=x", "https://a.example/?b=1"),
        ("https://youtu.be/abc?si=x&t=30", "https://youtu.be/abc?t=30"),
        (
            "https://www.youtube.com/watch?si=x&v=abc&feature=share&list=l",
            "https://www.youtube.com/watch?v=abc&list=l",
        ),
        ("https://www.instagram.com/p/a/?igsh=x&img_index=2", "https://www.instagram.com/p/a/?img_index=2"),
        ("https://www.facebook.com/share/p/a/?mibextid=x", "https://www.facebook.com/share/p/a/"),
        ("https://m.facebook.com/story.php?story_fbid=1&id=2&__tn__=%2C", "https://m.facebook.com/story.php?story_fbid=1&id=2"),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1"),
        ("https://a.example/p?mc_cid=1&mc_eid=2&id=3", "https://a.example/p?id=3"),
    ],
)  # fmt: skip
def test_parameters_that_follow_readers_are_removed(address, expected):
    assert direct(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/ar/news/?utm_source=x",
        "mailto:a@example.org?subject=utm_source=x",
        "javascript:alert(1)",
        "http://[broken/?utm_source=x",
        # They mean something where nobody follows by them.
        "https://a.example/?si=1&s=2&t=3&ref=4&feature=5",
        "https://a.example/?search=utm_source",
        # A signature may be about everything.
        "https://a.example/f.pdf?X-Amz-Signature=abc&utm_source=x",
        "https://scontent.fbcdn.example/v.mp4?oh=1&oe=2&fbclid=3",
        # No wrappers, however much like one they are.
        "https://www.google.com/search?q=https://a.example/",
        "https://www.facebook.com/sharer.php?u=https%3A%2F%2Fa.example",
        "https://web.archive.org/web/2019/https://a.example/?b=1",
        "https://l.facebook.com@evil.example/l.php?u=https%3A%2F%2Fa.example",
        "https://l.facebook.com.evil.example/l.php?u=https%3A%2F%2Fa.example",
        "https://notgoogle.com/url?q=https://a.example",
        # Only the web is unwrapped.
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=/relative",
        "https://l.facebook.com/l.php?u=ftp%3A%2F%2Fa.example",
        # What is written unusually stays so.
        "https://a.example/?&&a=%2f&b=%2F&=c#?utm_source=x",
        "https://a.example/هيت?س=١",
    ],
)
def test_every_other_address_stays_as_it_is(address):
    assert direct(address) == address
