"""How HTML becomes pieces of a body."""

import time

import pytest

from core.body.reading.markup import read_html, read_text

pytestmark = pytest.mark.any_database


def pieces(html):
    return [(piece.kind, piece.value) for piece in read_html(html).pieces]


def paragraphs(html):
    return [value for kind, value in pieces(html) if kind == "paragraph"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A <strong>b</strong> <em>c</em></p>", ["<p>A <b>b</b> <i>c</i></p>"]),
        ("outside", ["<p>outside</p>"]),
        ("one\n\ntwo\nstill two", ["<p>one</p><p>two still two</p>"]),
        ("<p>one\n\nstill one</p>", ["<p>one still one</p>"]),
        ("a<br>b<br><br>c", ["<p>a<br/>b</p><p>c</p>"]),
        ("<pre>a\nb</pre>", ["<p>a<br/>b</p>"]),
        ("<p>&nbsp;</p><p> </p><div></div>", []),
        ("<b>a<p>b</p></b>", ["<p><b>a</b></p>", "<p><b>b</b></p>"]),
        ("<p>1 &lt; 2 &amp; 3</p>", ["<p>1 &lt; 2 &amp; 3</p>"]),
        ("<p><b><i>x</i></b></p>", ["<p><b><i>x</i></b></p>"]),
        ("<div><section><p>in</p></section></div>", ["<p>in</p>"]),
        ("<dl><dt>t</dt><dd>d</dd></dl>", ["<p>t</p>", "<p>d</p>"]),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", ["<ul><li>a</li><li>b<br/>c</li></ul>"]),
        (
            "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>",
            ["<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"],
        ),
        ("<ol><li>a</li></ol>", ["<ol><li>a</li></ol>"]),
        (
            "<table><tr><th>a</th><td><p>b</p></td><td></td></tr><tr><td>c</td></tr></table>",
            ["<p>a · b</p>", "<p>c</p>"],
        ),
        (
            "<table><tr><td><ul><li>x</li><li>y</li></ul></td><td><h2>z</h2></td></tr></table>",
            ["<p>x y · z</p>"],
        ),
    ],
)
def test_running_text_becomes_paragraphs(html, expected):
    assert paragraphs(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href='https://x.example/?a=1&amp;b=2'>x</a>", "https://x.example/?a=1&amp;b=2"),
        ("<a href='mailto:a@x.example'>x</a>", "mailto:a@x.example"),
        ("https://youtu.be/abc", "https://youtu.be/abc"),
    ],
)
def test_addresses_stay_links(html, expected):
    assert f'<a href="{expected}">' in paragraphs(html)[0]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt&#58;alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<a href='/wp-content/a.pdf'>x</a>",
        "<a href='#note'>x</a>",
        "<a>x</a>",
        "<p onclick='alert(1)' style='color:red'>x</p>",
        "<style>p{}</style><script>alert(1)</script>x<!-- <script> -->",
        "<svg><script>alert(1)</script></svg>x",
    ],
)
def test_what_could_harm_is_removed_and_the_text_stays(html):
    assert paragraphs(html) == ["<p>x</p>"]


def test_headings_have_two_levels():
    html = "<h1>a</h1><h2>b</h2><h3>c <b>d</b></h3><h6>e</h6><h2> </h2>"
    assert pieces(html) == [
        ("heading", {"text": "a", "level": "h2"}),
        ("heading", {"text": "b", "level": "h2"}),
        ("heading", {"text": "c d", "level": "h3"}),
        ("heading", {"text": "e", "level": "h3"}),
    ]


def test_a_heading_too_long_for_one_becomes_a_bold_paragraph():
    assert paragraphs(f"<h2>{'x' * 161}</h2>") == [f"<p><b>{'x' * 161}</b></p>"]


def test_quotes_have_their_attribution():
    html = "<blockquote><p>We want</p><p>to be heard.</p><cite>— A volunteer</cite></blockquote>"
    assert pieces(html) == [
        ("quote", {"text": "We want\nto be heard.", "attribution": "A volunteer"})
    ]


def test_whatever_is_in_a_quote_is_its_text():
    html = (
        "<blockquote><h3>Title</h3><ul><li>a</li></ul><blockquote>b</blockquote>"
        f"<footer>{'x' * 161}</footer></blockquote>after"
    )
    assert pieces(html) == [
        ("quote", {"text": f"Title\na\nb\n{'x' * 161}", "attribution": ""}),
        ("paragraph", "<p>after</p>"),
    ]


def test_an_empty_quote_is_left_out():
    assert pieces("<blockquote> </blockquote>") == []


def test_pictures_come_after_the_paragraph_that_holds_them():
    html = "<p>a <img src=x.jpg alt=X> b</p><ul><li><img src=y.jpg>c</li></ul>"
    assert pieces(html) == [
        ("paragraph", "<p>a b</p>"),
        ("photo", {"src": "x.jpg", "alt": "X", "caption": ""}),
        ("paragraph", "<ul><li>c</li></ul>"),
        ("photo", {"src": "y.jpg", "alt": "", "caption": ""}),
    ]


def test_captions_belong_to_their_picture_or_are_text():
    assert pieces("<figure><img src=x.jpg><figcaption>Cap</figcaption></figure>") == [
        ("photo", {"src": "x.jpg", "alt": "", "caption": "Cap"})
    ]
    assert pieces("<figure><figcaption>Alone</figcaption></figure>") == [
        ("paragraph", "<p>Alone</p>")
    ]


def test_lists_are_nested_no_deeper_than_editors_can_show():
    (html,) = paragraphs("<ul><li>x" * 9)
    assert html.count("<ul>") == 4
    assert html.count("<li>") == html.count("</li>") == 9


def test_embedded_players_are_noted():
    assert read_html("<p>x</p><IFRAME src='a'></IFRAME><video></video>").notes == [
        "<iframe> was left out",
        "<video> was left out",
    ]


@pytest.mark.parametrize("piece", ["<div>", "<blockquote>", "<b>", "<b><p>", "<ul><li>", "<span>"])
def test_depth_is_harmless(piece):
    started = time.monotonic()
    found = read_html(piece * (60_000 // len(piece)) + "x").pieces
    assert len(found) == 1
    assert time.monotonic() - started < 10


def test_plain_text_is_escaped():
    assert [piece.value for piece in read_text("a <b>\r\nc\r\n\r\nd").pieces] == [
        "<p>a &lt;b&gt;<br/>c</p><p>d</p>"
    ]
    assert read_text(" \n ").pieces == []


WINDOW = '<html><head><title>WINDOW</title><meta charset="utf-8"></head><body>{}</body></html>'


@pytest.mark.parametrize(
    "leftover",
    [
        "<title>WORDS</title>",
        "<style>p{color:red}</style>",
        "<script>words()</script>",
        "<!-- words --><!--more--><!-- wp:paragraph -->",
        "<!--[if gte mso 9]><xml><w:View>Words</w:View></xml><![endif]-->",
        "<xml><w:WordDocument><w:View>Words</w:View></w:WordDocument></xml>",
        "<noscript>Words</noscript><select><option>Words</select><template>Words</template>",
        "<span style='display:none'>Words</span><del>Words</del>",
        '[gallery ids="1,2"]',
        "[gallery]",
        '[contact-form-7 id="5" title="Words"]',
        "[unknown_code]",
        "[unknown key=value]",
        "[audio mp3=&#8221;a.mp3&#8221;][/audio]",
        "[vc_row][vc_column width='1/2'][/vc_column][/vc_row]",
    ],
)
def test_what_was_never_a_word_becomes_none(leftover):
    assert paragraphs(WINDOW.format(f"<p>x {leftover}</p>")) == ["<p>x</p>"]
    assert paragraphs(f"{leftover}<p>x</p>") == ["<p>x</p>"]


@pytest.mark.parametrize(
    "words",
    [
        "[sic]",
        "[…]",
        "[1]",
        "[and/or]",
        "[Ed.: a note]",
        "[see note 3]",
        "[VIDEO]",
        "[كذا]",
        "[he]",
    ],
)
def test_words_in_brackets_stay(words):
    assert paragraphs(f"<p>a {words} b</p>") == [f"<p>a {words} b</p>"]
    assert [piece.value for piece in read_text(f"a {words} b").pieces] == [f"<p>a {words} b</p>"]


def test_what_codes_enclose_stays_and_each_is_noted_once():
    html = '<p>[button url="x"]Sign[/button] [box]and[/box] [button x="1"]go[/button]</p>'
    assert paragraphs(html) == ["<p>Sign and go</p>"]
    assert read_html(html).notes == ["[button] was left out", "[box] was left out"]
    assert read_text("[box]a[/box]").notes == ["[box] was left out"]


def test_captions_of_wordpress_are_those_of_their_pictures():
    html = (
        '<p>x [caption id="a_1" width="300"]<a href="a.jpg"><img src="a.jpg"/></a> Some '
        '<em>words</em>[/caption]</p>[caption caption="Old"]<img src="b.jpg">[/caption]'
        "[caption]alone[/caption]"
    )
    found = pieces(html)
    assert found[0] == ("paragraph", "<p>x</p>")
    assert [value["caption"] for kind, value in found if kind == "photo"] == ["Some words", "Old"]
    assert found[-1] == ("paragraph", "<p>alone</p>")
    assert read_html(html).notes == []


def test_addresses_of_videos_in_codes_become_links():
    html = "<p>[embed]https://youtu.be/abc?si=x[/embed] [youtube https://youtu.be/def]</p>"
    assert paragraphs(html) == [
        f'<p><a href="https://youtu.be/{name}">https://youtu.be/{name}</a></p>'
        for name in ("abc", "def")
    ]


def test_a_chat_keeps_its_emoji_and_loses_its_marks():
    html = (
        '<div class="copyable-text"><span>\u200eمرحبا <img alt="😀" class="emoji" src="x.gif">'
        "<strong>هيت</strong></span></div>"
    )
    assert pieces(html) == [("paragraph", "<p>مرحبا 😀<b>هيت</b></p>")]


def test_a_frame_of_one_column_is_no_table():
    html = "<table><tr><td><h2>a</h2><p>b</p></td></tr><tr><td>c</td></tr></table>"
    assert pieces(html) == [
        ("heading", {"text": "a", "level": "h2"}),
        ("paragraph", "<p>b</p>"),
        ("paragraph", "<p>c</p>"),
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b style='font-weight:normal'>a<span style='font-weight:700'>b</span></b>", "a<b>b</b>"),
        ("<span style='font-style:italic'>a</span>b", "<i>a</i>b"),
        ("<b>a<span style='font-weight:400'>b</span></b>", "<b>a</b>b"),
        ("<b style='mso-bidi-font-weight:normal'>a</b>", "<b>a</b>"),
        ("<font face='Arial'><i>a</i></font>", "<i>a</i>"),
    ],
)
def test_bold_and_italic_are_what_was_seen(html, expected):
    assert paragraphs(f"<p>{html}</p>") == [f"<p>{expected}</p>"]


def test_the_paragraphs_of_word_online_are_headings_by_their_role():
    html = '<p class="Paragraph" role="heading" aria-level="1"><span>a</span></p><p>b</p>'
    assert pieces(html)[0] == ("heading", {"text": "a", "level": "h2"})
