"""The blocks of which page bodies are made, each described and previewable for editors."""

from types import SimpleNamespace
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from core.addresses.fields import AddressBlock
from core.body.drafts import DraftStructBlock
from core.body.text_block import TidyLineBlock, TidyRichTextBlock, TidyTextBlock
from core.body.videos import VIDEO_HOSTS, video_provider
from core.language.languages import current_language
from core.media.pictures import picture_of
from core.publication.links import Link, Links

RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


def _renderer(parent_context: dict[str, Any] | None, pages: list[Any]) -> Any:
    """Return what looks up links: the body's renderer, or one made for a single block's preview."""
    if parent_context and "renderer" in parent_context:
        return parent_context["renderer"]
    lang = current_language()
    return SimpleNamespace(
        lang=lang,
        links=Links(lang, [page.pk for page in pages]),
        link=Link,
        picture=lambda image: picture_of(image, lang),
    )


def _latest(model: Any) -> Any:
    """Return the newest picture or document, to show an editor what a block looks like."""
    return model.objects.order_by("-pk").first()


class HeadingBlock(DraftStructBlock):
    """A heading inside the body, of the second or third level."""

    text = TidyLineBlock(label=_("Text"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("h2", _("Heading")), ("h3", _("Smaller heading"))], default="h2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        description = _("Divides a long text. Use the smaller one only below a heading.")
        preview_value = {"text": "ما الذي تغيّر؟ · What has changed?", "level": "h2"}


class ParagraphBlock(TidyRichTextBlock):
    """Running text: bold, italic, links, lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        template = "blocks/paragraph.html"
        description = _(
            "Running text with links and lists. Pasted headings and quotations become blocks of "
            "their own."
        )
        preview_value = "<p>Thirteen volunteers met in <b>Hit</b> for four hours.</p>"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        if parent_context and "renderer" in parent_context:
            return context | {"html": parent_context["renderer"].rich_text(value.source)}
        return context | {"html": mark_safe(value.source)}  # noqa: S308 - cleaned when saved


class QuoteBlock(DraftStructBlock):
    """Somebody's words, with who said them."""

    text = TidyTextBlock(label=_("Quotation"), rows=3)
    attribution = TidyLineBlock(label=_("Who said it"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"
        description = _("Words that somebody said. Name a person only when it endangers nobody.")
        preview_value = {"text": "We want to be heard.", "attribution": "A volunteer"}


class PhotoBlock(DraftStructBlock):
    """A picture with caption; the credit is the picture's own unless one is given here."""

    image = ImageChooserBlock(label=_("Picture"))
    caption = TidyLineBlock(label=_("Caption"), max_length=250, required=False)
    credit = TidyLineBlock(
        label=_("Credit"),
        max_length=160,
        required=False,
        help_text=_("Left empty, the picture's own credit is shown."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/photo.html"
        description = _("A picture between two paragraphs. It loses GPS and camera data on upload.")

    def get_preview_value(self) -> Any:
        return self.normalize({"image": _latest(get_image_model()), "caption": _("A caption")})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        picture = _renderer(parent_context, []).picture(value.get("image"))
        credit = value.get("credit") or (picture and picture.credit) or ""
        return context | {"picture": picture, "credit": credit}


class GalleryBlock(DraftStructBlock):
    """Several pictures side by side."""

    photos = blocks.ListBlock(PhotoBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        template = "blocks/gallery.html"
        description = _("Two or more pictures of one event.")

    def get_preview_value(self) -> Any:
        photo = {"image": _latest(get_image_model()), "caption": "", "credit": ""}
        return self.normalize({"photos": [photo, photo]})


class DocumentBlock(DraftStructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    text = TidyLineBlock(label=_("Text of the link"), max_length=160, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "blocks/document.html"
        description = _("A report or form to download; its type and size are shown.")

    def get_preview_value(self) -> Any:
        return self.normalize({"document": _latest(get_document_model()), "text": ""})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        document = value.get("document")
        if document and parent_context and "renderer" in parent_context:
            document = parent_context["renderer"].documents.get(document.pk)
        return context | {"document": document}


class VideoBlock(DraftStructBlock):
    """A link to a video at one of the allowed providers; nothing is loaded from there."""

    address = AddressBlock(
        label=_("Address of the video"),
        help_text=_("YouTube, Vimeo, Internet Archive or Facebook, with https://"),
    )
    title = TidyLineBlock(label=_("Title"), max_length=160)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        description = _("A link to a video. Readers' phones load nothing until they follow it.")
        preview_value = {"address": "https://archive.org/details/example", "title": "A video"}

    def clean_for_readers(self, value: Any) -> Any:
        if video_provider(value["address"]) is None:
            message = _("“%(address)s” is not at an allowed provider: %(providers)s.")
            error = ValidationError(
                message,
                params={
                    "address": value["address"],
                    "providers": ", ".join(dict.fromkeys(VIDEO_HOSTS.values())),
                },
            )
            raise blocks.StructBlockValidationError(block_errors={"address": error})
        return value

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        provider = video_provider(value["address"] or "") or ""
        return super().get_context(value, parent_context=parent_context) | {"provider": provider}


class CallToActionBlock(DraftStructBlock):
    """A button that leads to a page of this site or to an address elsewhere."""

    text = TidyLineBlock(label=_("Text above the button"), max_length=250, required=False)
    label = TidyLineBlock(label=_("Text of the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = AddressBlock(label=_("Address elsewhere"), required=False)

    class Meta:
        icon = "plus-inverse"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        description = _("Asks readers to do one thing: sign, write, come.")
        preview_value = {"label": "Write to us", "address": "https://example.org/"}

    def clean_for_readers(self, value: Any) -> Any:
        if bool(value.get("page")) == bool(value.get("address")):
            error = ValidationError(_("Choose a page or give an address: exactly one of them."))
            raise blocks.StructBlockValidationError(block_errors={"page": error})
        return value

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")
        renderer = _renderer(parent_context, [page] if page else [])
        target = renderer.links.target(page.pk) if page else None
        address = value.get("address")
        return context | {"target": target, "link": renderer.link(address) if address else None}


class RelatedPagesBlock(DraftStructBlock):
    """Links to other pages of this site, each in the reader's language."""

    heading = TidyLineBlock(label=_("Heading"), max_length=80, required=False)
    pages = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"), min_num=1, max_num=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Set here, it does not become a part of every migration.
        self.child_blocks["pages"].child_block.label = _("Page")

    class Meta:
        icon = "list-ul"
        label = _("Related pages")
        template = "blocks/related_pages.html"
        description = _("Links to pages of this site. Readers get each in their own language.")

    def get_preview_value(self) -> Any:
        pages = Page.objects.live().filter(depth=3)[:2]
        return self.normalize({"heading": _("Read more"), "pages": list(pages)})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        pages = [page for page in value["pages"] if page is not None]
        links = _renderer(parent_context, pages).links
        targets = [links.target(page.pk) for page in pages]
        return context | {"targets": [target for target in targets if target is not None]}


class BodyBlock(blocks.StreamBlock):
    """The body of every page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock(features=RICH_TEXT_FEATURES)
    quote = QuoteBlock()
    photo = PhotoBlock()
    gallery = GalleryBlock()
    document = DocumentBlock()
    video = VideoBlock()
    call_to_action = CallToActionBlock()
    related_pages = RelatedPagesBlock()

    class Meta:
        required = False

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """Return the body of a form; one that no editor sent, without its numbers, is refused."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (MultiValueDictKeyError, ValueError) as error:
            raise BadRequest from error
