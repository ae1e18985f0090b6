"""Posts of the English site, one of every kind that editors and themes have left behind."""

# ruff: noqa: E501 - HTML as WordPress writes it

from dataclasses import replace

from rehearsal.builders import BUILDERS
from rehearsal.posts import FIRST_KIND, FIRST_PICTURE, FIRST_STORY, HIDDEN, HOMES, OldPost, file_of

HOME = HOMES["en"]
UPLOADS = f"{HOME}/wp-content/uploads/2016/03"
TEXT = "Volunteers met by the river and planned the week."


def picture(number: int, size: str = "") -> str:
    """Return the address of a picture of the English site, or of one of its sizes."""
    ending = f"-{size}" if size else ""
    return f"{UPLOADS}/{file_of('en', FIRST_PICTURE + number)}{ending}.jpg"


def _image_block(number: int, caption: str = "") -> str:
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<!-- wp:image {{"id":{FIRST_PICTURE + number},"sizeSlug":"medium"}} -->'
        f'<figure class="wp-block-image size-medium"><img src="{picture(number, "300x200")}" alt="" '
        f'class="wp-image-{FIRST_PICTURE + number}"/>{words}</figure><!-- /wp:image -->'
    )


def _paragraph(text: str) -> str:
    return f"<!-- wp:paragraph --><p>{text}</p><!-- /wp:paragraph -->"


def _embed(provider: str, address: str, caption: str = "") -> str:
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return (
        f'<!-- wp:embed {{"url":"{address}","type":"rich","providerNameSlug":"{provider}"}} -->'
        f'<figure class="wp-block-embed is-provider-{provider}"><div class="wp-block-embed__wrapper">'
        f"\n{address}\n</div>{words}</figure><!-- /wp:embed -->"
    )


_OF_BLOCKS = {
    "A gallery of blocks": _paragraph(TEXT)
    + '<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images">'
    + _image_block(2, "The river in the morning")
    + _image_block(3, "The school wall")
    + '<figcaption class="blocks-gallery-caption">Two places of the week</figcaption>'
    + "</figure><!-- /wp:gallery -->",
    "A gallery of the first block editor": _paragraph(TEXT)
    + f'<!-- wp:gallery {{"ids":[{FIRST_PICTURE + 4},{FIRST_PICTURE + 5}]}} -->'
    '<figure class="wp-block-gallery columns-2"><ul class="blocks-gallery-grid">'
    f'<li class="blocks-gallery-item"><figure><img src="{picture(4, "768x512")}" alt="Four" '
    f'data-id="{FIRST_PICTURE + 4}"/><figcaption>The fourth one</figcaption></figure></li>'
    f'<li class="blocks-gallery-item"><figure><img src="{picture(5, "768x512")}" alt="Five" '
    f'data-id="{FIRST_PICTURE + 5}"/></figure></li></ul></figure><!-- /wp:gallery -->',
    "Columns and a picture beside text": '<!-- wp:columns --><div class="wp-block-columns">'
    '<!-- wp:column --><div class="wp-block-column">'
    + _paragraph("Left column.")
    + "</div><!-- /wp:column -->"
    '<!-- wp:column --><div class="wp-block-column">' + _image_block(6) + "</div>"
    "<!-- /wp:column --></div><!-- /wp:columns -->"
    '<!-- wp:media-text {"mediaType":"image"} --><div class="wp-block-media-text">'
    f'<figure class="wp-block-media-text__media"><img src="{picture(7)}" alt="Seven"/></figure>'
    '<div class="wp-block-media-text__content">'
    + _paragraph("Beside the picture.")
    + "</div></div><!-- /wp:media-text -->",
    "Buttons": _paragraph(TEXT)
    + '<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button -->'
    '<div class="wp-block-button"><a class="wp-block-button__link" href="https://example.org/join">'
    'Join the walk</a></div><!-- /wp:button --><!-- wp:button --><div class="wp-block-button">'
    f'<a class="wp-block-button__link" href="{HOME}/archives/{FIRST_STORY}">The first week</a>'
    "</div><!-- /wp:button --></div><!-- /wp:buttons -->",
    "Embeds": _paragraph(TEXT)
    + _embed("youtube", "https://www.youtube.com/watch?v=AAAAAAAAAAA", "A film of the walk")
    + _embed("vimeo", "https://vimeo.com/12345678")
    + _embed("twitter", "https://twitter.com/example/status/123456", "What the organisers wrote")
    + _embed("facebook", "https://www.facebook.com/example/posts/123"),
    "A table with a caption": _paragraph(TEXT)
    + '<!-- wp:table --><figure class="wp-block-table"><table><thead><tr><th>City</th><th>Day</th>'
    '</tr></thead><tbody><tr><td>Hit</td><td>Monday</td></tr><tr><td colspan="2">Nobody travels'
    " on Friday</td></tr></tbody><tfoot><tr><td>Sum</td><td>2</td></tr></tfoot></table>"
    "<figcaption>When we travel</figcaption></figure><!-- /wp:table -->",
    "Lists in lists": '<!-- wp:list --><ul><!-- wp:list-item --><li>Bring<!-- wp:list {"ordered":'
    "true} --><ol><!-- wp:list-item --><li>water</li><!-- /wp:list-item --><!-- wp:list-item -->"
    "<li>bread<!-- wp:list --><ul><!-- wp:list-item --><li>flat bread</li><!-- /wp:list-item -->"
    "</ul><!-- /wp:list --></li><!-- /wp:list-item --></ol><!-- /wp:list --></li>"
    "<!-- /wp:list-item --><!-- wp:list-item --><li>Leave the rest</li><!-- /wp:list-item --></ul>"
    "<!-- /wp:list -->",
    "A cover, a quotation, and what opens": '<!-- wp:cover --><div class="wp-block-cover">'
    f'<img class="wp-block-cover__image-background" alt="" src="{picture(8)}" data-object-fit="cover"/>'
    '<div class="wp-block-cover__inner-container">'
    + _paragraph("Words on the cover.")
    + "</div></div><!-- /wp:cover -->"
    '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>Water is for all.</p>'
    "<cite>A fisher</cite></blockquote></figure><!-- /wp:pullquote -->"
    '<!-- wp:details --><details class="wp-block-details"><summary>Who came</summary>'
    + _paragraph("Forty people of three towns.")
    + "</details><!-- /wp:details -->"
    '<!-- wp:verse --><pre class="wp-block-verse">The river\nwaits for us</pre><!-- /wp:verse -->'
    "<!-- wp:more --><!--more--><!-- /wp:more -->"
    + _paragraph("After the break.")
    + "<!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage -->"
    + _paragraph("On the second page."),
    "Files, sound and film": _paragraph(TEXT)
    + '<!-- wp:file --><div class="wp-block-file"><a href="@PDF@">Report of the year</a>'
    '<a href="@PDF@" class="wp-block-file__button" download>Download</a></div><!-- /wp:file -->'
    '<!-- wp:audio --><figure class="wp-block-audio"><audio controls src="@MP3@"></audio>'
    "<figcaption>A song of the river</figcaption></figure><!-- /wp:audio -->"
    '<!-- wp:video --><figure class="wp-block-video"><video controls src="@MP4@"></video>'
    "<figcaption>The boats</figcaption></figure><!-- /wp:video -->",
    "Blocks that the server fills": _paragraph(TEXT)
    + '<!-- wp:latest-posts /--><!-- wp:shortcode -->[contact-form-7 id="5" title="Write to us"]'
    '<!-- /wp:shortcode --><!-- wp:html --><iframe src="https://maps.example/?q=1"></iframe>'
    "<p>Words in HTML.</p><!-- /wp:html -->",
    "A tiled gallery": _paragraph(TEXT)
    + '<!-- wp:jetpack/tiled-gallery {"ids":['
    + f"{FIRST_PICTURE + 9},{FIRST_PICTURE + 10}"
    + "]} -->"
    '<div class="wp-block-jetpack-tiled-gallery"><div class="tiled-gallery__gallery">'
    f'<figure class="tiled-gallery__item"><img data-id="{FIRST_PICTURE + 9}" data-url="{picture(9)}" '
    f'src="https://i1.wp.com/www.old.example/wp-content/uploads/2016/03/{file_of("en", FIRST_PICTURE + 9)}'
    '.jpg?ssl=1"/></figure>'
    f'<figure class="tiled-gallery__item"><img data-id="{FIRST_PICTURE + 10}" src="{picture(10)}"/>'
    "</figure></div></div><!-- /wp:jetpack/tiled-gallery -->",
}
_CLASSIC = {
    "A classic gallery and a caption": f'{TEXT}\n\n[gallery type="rectangular" ids="{FIRST_PICTURE + 11},'
    f'{FIRST_PICTURE + 12}"]\n\n[caption id="x" width="300"]<a href="{picture(13)}"><img src="'
    f'{picture(13, "300x200")}" width="300" /></a> <em>Children</em> at the wall[/caption]',
    "Addresses of films": f'{TEXT}\n\nhttps://youtu.be/BBBBBBBBBBB\n\n[embed width="600"]'
    "https://vimeo.com/23456789[/embed]\n\n[youtube https://www.youtube.com/watch?v=CCCCCCCCCCC]\n\n"
    '[vimeo 34567890]\n\n[video src="https://www.youtube.com/watch?v=DDDDDDDDDDD"]\n\nThe end.',
    "Nested lists of the classic editor": "<ul>\n<li>Bring\n<ol>\n<li>water</li>\n<li>bread</li>\n</ol>\n"
    "</li>\n<li>Leave the rest</li>\n</ul>\n<dl><dt>River</dt><dd>what flows</dd></dl>\n"
    '<del>old</del> <ins>new</ins> H<sub>2</sub>O &nbsp; <abbr title="x">NGO</abbr>',
    "A lazy picture": f'{TEXT}\n\n<img class="lazy" src="data:image/gif;base64,R0lGOD" data-src="'
    f'{picture(14, "300x200")}" /><noscript><img src="{picture(14, "300x200")}" /></noscript>\n\n'
    f'<picture><source srcset="{picture(15)}" type="image/jpeg"><img src="{picture(15, "768x512")}" '
    'alt="Fifteen"></picture>',
    "Large and scaled": f'{TEXT}\n\n<img src="{picture(1, "scaled")}" alt="One" />',
    "Reports to download": f'{TEXT} <a href="@PDF@">The report</a>, [pdf-embedder url="@PDF@"] and '
    '[gview file="@PDF@"]\n\n[audio mp3="@MP3@"][/audio]\n\n[video mp4="@MP4@"][/video]',
}
_SPECIAL = (
    OldPost(
        0, "Footnotes", _paragraph(
            'The river is longer than it looks<sup data-fn="f1" class="fn"><a href="#f1">1</a></sup>.'
        ) + "<!-- wp:footnotes /-->",
        meta={"footnotes": '[{"content":"Measured by <em>students</em>.","id":"f1"}]'},
    ),
    OldPost(0, "Two posts have this title", f"{TEXT} The first one."),
    OldPost(0, "Two posts have this title", f"{TEXT} The second one."),
    OldPost(0, "An exact repeat", f"{TEXT} Word for word.", values={"post_date": "2017-01-01 10:00:00"}),
    OldPost(0, "An exact repeat", f"{TEXT} Word for word.", values={"post_date": "2017-01-01 10:00:00"}),
    OldPost(0, "Sticky", TEXT, is_sticky=True),
    OldPost(0, "A quotation as a format", "<blockquote>Water is for all.</blockquote>", form="quote"),
    OldPost(0, "", f"{TEXT} Without a title.", HIDDEN, form="aside"),
    OldPost(0, "Private", f"{TEXT} Nobody else reads this.", HIDDEN, {"post_status": "private"}),
    OldPost(0, "Pending", TEXT, HIDDEN, {"post_status": "pending"}),
    OldPost(0, "Scheduled", TEXT, HIDDEN, {"post_date": "2099-01-01 10:00:00", "post_status": "future"}),
    OldPost(0, "A draft", TEXT, HIDDEN, {"post_status": "draft"}),
    OldPost(0, "With a password", TEXT, HIDDEN, {"post_password": "x"}),
    OldPost(0, "In the trash", TEXT, HIDDEN, {"post_status": "trash"}),
    OldPost(
        0, "Of two authors and two languages", TEXT,
        terms={"author": ["cap-first", "cap-second"], "language": ["en"], "post_tag": ["water"]},
        meta={"_icl_lang_duplicate_of": "5", "_wpml_word_count": "9"},
    ),
    OldPost(
        0, "A reprint", f'{TEXT}\n\nSource: <a href="https://press.example/story">The Gazette</a>'
    ),
    OldPost(
        0, "ڕێکخراوی ئاشتی", "ئەم هەفتەیە خۆبەخشان لە کەناری ڕووبارەکە کۆبوونەوە و پلانیان دانا.", HIDDEN
    ),
    OldPost(0, "About us", f"{TEXT} This is who we are.", values={"post_type": "page", "post_name": "about"}),
    OldPost(
        0, "How we work", TEXT,
        values={"post_type": "page", "post_name": "how-we-work", "parent": "about"},
    ),
    OldPost(0, "A private page", TEXT, HIDDEN, {"post_type": "page", "post_status": "private"}),
)  # fmt: skip


def kinds() -> list[OldPost]:
    """Return the posts with their numbers."""
    found = [
        *(OldPost(0, title, content) for title, content in (_OF_BLOCKS | _CLASSIC).items()),
        *(OldPost(0, title, content) for title, content in BUILDERS.items()),
        *_SPECIAL,
    ]
    return numbered(found)


def numbered(found: list[OldPost]) -> list[OldPost]:
    """Give posts their numbers and dates; a page's parent is named by its slug."""
    numbers = {
        post.values["post_name"]: FIRST_KIND + place
        for place, post in enumerate(found)
        if "post_name" in post.values
    }
    made = []
    for place, post in enumerate(found):
        values = {
            "post_date": f"2018-{1 + place // 28:02}-{1 + place % 28:02} 10:00:00"
        } | post.values
        above = values.pop("parent", "")
        values["post_parent"] = numbers.get(above, 0)
        made.append(replace(post, number=FIRST_KIND + place, values=values))
    return made
