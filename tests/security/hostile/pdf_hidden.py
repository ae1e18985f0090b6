"""PDF whose instructions, structure or pictures hide something from a careless reader."""

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.pictures import drawing, saved
from tests.security.hostile.cases import CANARY, PATH, cleaned, refused
from tests.security.hostile.pdf_active import in_root, pdf
from tests.security.hostile.pdf_traces import with_picture
from tests.security.hostile.pictures import photograph


def with_instructions(content: bytes) -> bytes:
    return pdf(lambda made, page: page.update({"/Contents": made.make_stream(content)}))


@refused("inline_picture", "report.pdf")
def photograph_of_an_escaped_kind() -> bytes:
    photo = saved(drawing(), "JPEG")
    return with_instructions(b"BI /W 48 /H 32 /CS /RGB /BPC 8 /F /#44CT ID " + photo + b" EI")


@refused("inline_picture", "report.pdf")
def photograph_with_parameters() -> bytes:
    photo = saved(drawing(), "JPEG")
    head = b"BI /F /DCT /DP <</ColorTransform 1>> /W 48 /H 32 /CS /RGB /BPC 8 ID "
    return with_instructions(head + photo + b" EI")


@refused("inline_picture", "report.pdf")
def photograph_in_a_drawing_without_a_kind() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        photo = saved(drawing(), "JPEG")
        content = b"BI /W 48 /H 32 /CS /RGB /BPC 8 /F /DCT ID " + photo + b" EI"
        page.Resources.XObject = Dictionary(X=made.make_stream(content, BBox=[0, 0, 9, 9]))

    return pdf(change)


@refused("script", "report.pdf")
def program_for_printers() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        program = made.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
        page.Resources.XObject = Dictionary(X=program)

    return pdf(change)


@refused("action", "report.pdf")
def printed_when_opened() -> bytes:
    return in_root("/OpenAction", lambda: Dictionary(S=Name.Named, N=Name.Print))


@cleaned("report.pdf")
def camera_data_under_a_short_name() -> bytes:
    return with_picture(photograph(), Filter=Name.DCT)


@cleaned("report.pdf")
def path_as_description() -> bytes:
    picture = Dictionary(S=Name.Figure, Alt=String(PATH))
    return in_root("/StructTreeRoot", lambda: Dictionary(K=picture))


@cleaned("report.pdf")
def properties_of_an_element() -> bytes:
    own = Dictionary(O=Name.UserProperties, P=Array([Dictionary(N="Author", V=CANARY)]))
    element = Dictionary(S=Name.Figure, A=own)
    return in_root("/StructTreeRoot", lambda: Dictionary(K=element))
