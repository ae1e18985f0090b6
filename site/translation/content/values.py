"""What a translation may show instead of its original's pictures, pages and addresses.

A value is checked by the block or field that holds the original's, together with the rest of that
block: what the CMS refuses editors is refused to translators too.
"""

import re
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import PublishedItem
from core.validators import phone_validator
from translation.content.texts import field_path
from translation.rights import AnyUser

_check_web_address = URLValidator(schemes=["http", "https"])
_NEVER_IN_ADDRESS = re.compile(r"[\x00-\x1f\x7f\"<>]")
_ELSEWHERE = re.compile(r"/[/\\]")  # looks like a path, and to browsers names another site


def clean_value(original: Page, path: str, data: Any, user: AnyUser | None = None) -> Any:
    """Return `data` as it is stored for a segment's `path` in the page `original`.

    Raises ValidationError if that place does not accept it, the chosen object is gone, or `user`,
    if given, may not know of it.
    """
    name, _dot, rest = path.partition(".")
    try:
        field = original._meta.get_field(name)
        if not isinstance(field, StreamField):
            return field.clean(data, original)
        body = getattr(original, name)
        return _clean(body.stream_block, body, rest, data, user)
    except (FieldDoesNotExist, LookupError) as error:
        raise _unusable(data) from error


def _unusable(data: Any) -> ValidationError:
    return ValidationError(_("“%(value)s” cannot be used here.") % {"value": str(data)[:50]})


def _clean(block: Any, value: Any, path: str, data: Any, user: AnyUser | None) -> Any:
    """Return `data` for the place `path` inside a block whose value in the original is `value`."""
    if isinstance(block, blocks.RichTextBlock):
        return _clean_link(data)
    if not path:
        return block.get_prep_value(_clean_single(block, value, data, user))
    part, _dot, rest = path.partition(".")
    if isinstance(block, blocks.StructBlock):
        cleaned = _clean(block.child_blocks[part], value[part], rest, data, user)
        if not rest:
            _check_whole(block, value, part, block.child_blocks[part].to_python(cleaned))
        return cleaned
    items = value.bound_blocks if isinstance(block, blocks.ListBlock) else value
    child = {item.id: item for item in items}[part]
    return _clean(child.block, child.value, rest, data, user)


def _clean_single(block: Any, value: Any, data: Any, user: AnyUser | None) -> Any:
    if not isinstance(block, blocks.ChooserBlock):
        return block.clean(data)
    # Where the original's own object is gone, wagtail-localize does not find what is replaced.
    if value is None or not isinstance(data, int):
        raise _unusable(data)
    try:
        chosen = block.value_from_form(block.field.clean(data))
    except ValidationError as error:
        raise _unusable(data) from error
    # The answer does not reveal which ids exist: it is the same for both.
    if user is not None and not _may_choose(user, chosen):
        raise _unusable(data)
    return chosen


def _may_choose(user: AnyUser, chosen: Any) -> bool:
    """Whether `user` may know of a page, picture or document: its title is shown from then on."""
    if isinstance(chosen, Page):
        return not chosen.is_root() and (
            PublishedItem.objects.public().filter(page_id=chosen.pk).exists()
            or chosen.permissions_for_user(user).can_edit()
        )
    if isinstance(chosen, AbstractImage | AbstractDocument):
        policy = policy_registry.get_by_type(type(chosen))
        return bool(policy.user_has_permission_for_instance(user, "choose", chosen))
    return True


def _clean_link(address: str) -> str:
    """Return the address of a link in running text, of the kinds that the CMS offers."""
    if not isinstance(address, str) or _NEVER_IN_ADDRESS.search(address):
        raise _unusable(address)
    if _ELSEWHERE.match(address):
        raise _unusable(address)
    scheme, _colon, rest = address.partition(":")
    if scheme == "mailto":
        validate_email(rest.partition("?")[0])
    elif scheme == "tel":
        phone_validator(rest)
    elif not address.startswith(("/", "#")):
        _check_web_address(address)
    return address


def _check_whole(block: Any, value: Any, part: str, cleaned: Any) -> None:
    """Apply the rule of a whole block, such as the list of providers of a video."""
    try:
        block.clean(block.normalize({**value, part: cleaned}))
    except blocks.StructBlockValidationError as error:
        if part in error.block_errors:  # what is wrong elsewhere is wrong in the original
            raise ValidationError(error.block_errors[part].messages) from error


def is_allowed(page: Page, path: str, data: Any) -> bool:
    """Whether the place `path` of `page` accepts `data` unchanged."""
    try:
        return bool(clean_value(page, path, data) == data)
    except ValidationError:
        return False


def values_of(page: Page) -> dict[str, Any]:
    """Return pictures, documents, pages and addresses of a specific page by their paths."""
    return {
        segment.path: segment.data
        for segment in extract_segments(page)
        if isinstance(segment, OverridableSegmentValue)
    }


def is_in_running_text(path: str) -> bool:
    """Whether an address is that of a link in a paragraph; its path is made of the address."""
    return path.endswith("'")


def forbidden_addresses(page: Page) -> list[tuple[str, str]]:
    """Return the addresses that the blocks of `page` do not accept, as (field path, address).

    Links in running text are not among them: dangerous ones are removed when they are shown.
    """
    return [
        (field_path(page, path), data)
        for path, data in values_of(page).items()
        if isinstance(data, str)
        and not is_in_running_text(path)
        and not is_allowed(page, path, data)
    ]
