"""Texts as page builders and plugins leave them: codes in square brackets, and HTML of theirs."""

# ruff: noqa: E501 - HTML as WordPress writes it

from rehearsal.posts import FIRST_PICTURE, HOMES, file_of

_TEXT = "Volunteers met by the river and planned the week."
_UPLOADS = f"{HOMES['en']}/wp-content/uploads/2016/03"
_PICTURE = f"{_UPLOADS}/{file_of('en', FIRST_PICTURE + 16)}.jpg"

BUILDERS = {
    "WPBakery": (
        '[vc_row][vc_column width="1/2"][vc_custom_heading text="The week by the river"]'
        f"[vc_column_text]{_TEXT}[/vc_column_text]"
        f'[vc_single_image image="{FIRST_PICTURE + 17}" img_size="full"]'
        f'[vc_gallery type="nivo" images="{FIRST_PICTURE + 18},{FIRST_PICTURE + 19}"]'
        '[vc_btn title="Join the walk" link="url:https%3A%2F%2Fexample.org%2Fjoin||"]'
        '[vc_video link="https://www.youtube.com/watch?v=EEEEEEEEEEE"][vc_empty_space height="30px"]'
        '[vc_tta_accordion][vc_tta_section title="Who came" tab_id="1"][vc_column_text]Forty people.'
        "[/vc_column_text][/vc_tta_section][/vc_tta_accordion][/vc_column][/vc_row]"
    ),
    "Divi": (
        '[et_pb_section fb_built="1" _builder_version="4.9"][et_pb_row][et_pb_column type="4_4"]'
        f'[et_pb_text admin_label="Text"]<p>{_TEXT}</p>[/et_pb_text]'
        f'[et_pb_image src="{_PICTURE}" alt="The boats" _builder_version="4.9"][/et_pb_image]'
        '[et_pb_blurb title="A place for all" use_icon="on"]<p>Everybody may come.</p>[/et_pb_blurb]'
        '[et_pb_button button_url="https://example.org/join" button_text="Join the walk"]'
        "[/et_pb_button]"
        '[et_pb_video src="https://www.youtube.com/watch?v=FFFFFFFFFFF"][/et_pb_video]'
        "[/et_pb_column][/et_pb_row][/et_pb_section]"
    ),
    "Elementor": (
        '<div class="elementor-widget-heading"><h2 class="elementor-heading-title">By the river</h2>'
        f"</div><p>{_TEXT}</p>"
        f'<img width="768" height="512" src="{_PICTURE.replace(".jpg", "-768x512.jpg")}" alt="">'
        '<a href="https://example.org/join" role="button"><span>Join the walk</span></a>'
        "<style>.elementor-1{color:red}</style><script>var elementor = 1;</script>"
        '<svg viewBox="0 0 1 1"><title>icon</title><path d="M0 0"/></svg>'
        '<form method="post"><input name="x" value="secret"><button>Send</button></form>'
    ),
    "Codes of many plugins": (
        f'{_TEXT}\n\n[contact-form-7 id="12" title="Contact"]\n\n[gravityform id="1" title="false"]\n\n'
        '[wpforms id="3"]\n\n[rev_slider alias="home"]\n\n[metaslider id=5]\n\n[newsletter_form]\n\n'
        "[dropcap]T[/dropcap]he river rose.\n\n"
        '[button link="https://example.org/join" color="red"]Join the walk[/button]\n\n'
        '[tabs][tab title="Monday"]We clean.[/tab][tab title="Tuesday"]We paint.[/tab][/tabs]\n\n'
        '[toggle title="Who came"]Forty people.[/toggle]\n\n'
        '[su_spoiler title="More"]And children.[/su_spoiler] [su_button url="https://example.org/x"]'
        "Read[/su_button]\n\n[one_half]Left.[/one_half][one_half_last]Right.[/one_half_last]\n\n"
        '[highlight]Important[/highlight] [tooltip text="x"]word[/tooltip]\n\n'
        '[soundcloud url="https://api.soundcloud.com/tracks/1"]\n\n[instagram url=https://example.org/p/1]'
    ),
    "Brackets that are no codes": (
        f"{_TEXT} He said [in Arabic] that [sic] it was [2016] good [...] and [the river] rose. "
        "[1] See below. [Photo: A. Name] [/] [ ] [[gallery]] end."
    ),
}
