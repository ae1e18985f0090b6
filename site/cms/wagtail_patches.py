"""Every attribute of Wagtail that is replaced, because Wagtail offers no other way.

Whatever changes what is public runs in a publication transaction: `core.publication.seams`.
"""

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.panels import InlinePanel
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import AdminPageChooser, BaseChooser
from wagtail.blocks import PageChooserBlock
from wagtail.contrib.redirects.models import Redirect
from wagtail.forms import TaskStateCommentForm
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
    Task,
)

from cms import spreadsheets
from cms.editing import choosing, ordered_rows
from cms.privacy import fields
from core.patching import FixedText, Patch, Patches, instead
from core.publication import seams

in_transaction = seams.in_publication_transaction
_PLAIN_ROWS = (
    "Expiry, bulk actions and the CMS call it on plain Page rows, past the methods of BasePage."
)
_ACTION = "The CMS's forms run the action itself and not the page's method; it may change many."
_SHOWN = "It decides which items are public, or where they are, and has no hook around the write."
_MODEL_SAVE = (
    "(self, *args, force_insert=False, force_update=False, using=None, update_fields=None)"
)
_MODEL_DELETE = "(self, using=None, keep_parents=False)"
_EXECUTE = "(self, skip_permission_checks=False)"

PATCHES = Patches(
    "wagtail",
    "8.0",
    [
        Patch(
            Page,
            "save",
            in_transaction,
            _PLAIN_ROWS,
            "(self, clean=True, user=None, log_action=False, **kwargs)",
        ),
        Patch(Page, "move", in_transaction, _PLAIN_ROWS, "(self, target, pos=None, user=None)"),
        Patch(Page, "delete", in_transaction, _PLAIN_ROWS, "(self, *args, **kwargs)"),
        Patch(
            Page,
            "publish",
            seams.with_pictures_before,
            _PLAIN_ROWS,
            "(self, revision, user=None, changed=True, log_action=True, previous_revision=None,"
            " skip_permission_checks=False)",
        ),
        Patch(
            Page,
            "unpublish",
            in_transaction,
            _PLAIN_ROWS,
            "(self, set_expired=False, commit=True, user=None, log_action=True)",
        ),
        Patch(PublishPageRevisionAction, "execute", seams.guarded_publication, _ACTION, _EXECUTE),
        Patch(UnpublishPageAction, "execute", in_transaction, _ACTION, _EXECUTE),
        Patch(MovePageAction, "execute", seams.guarded_move, _ACTION, _EXECUTE),
        Patch(
            DeletePageAction,
            "execute",
            in_transaction,
            _ACTION,
            "(self, *args, skip_permission_checks=False, **kwargs)",
        ),
        Patch(ConvertAliasPageAction, "execute", in_transaction, _ACTION, _EXECUTE),
        Patch(CollectionViewRestriction, "save", in_transaction, _SHOWN, _MODEL_SAVE),
        Patch(CollectionViewRestriction, "delete", in_transaction, _SHOWN, _MODEL_DELETE),
        Patch(PageViewRestriction, "save", in_transaction, _SHOWN, "(self, user=None, **kwargs)"),
        Patch(PageViewRestriction, "delete", in_transaction, _SHOWN, "(self, user=None, **kwargs)"),
        Patch(Redirect, "save", in_transaction, _SHOWN, _MODEL_SAVE),
        Patch(Redirect, "delete", in_transaction, _SHOWN, _MODEL_DELETE),
        Patch(Site, "save", in_transaction, _SHOWN, _MODEL_SAVE),
        Patch(Site, "delete", in_transaction, _SHOWN, _MODEL_DELETE),
        Patch(
            Collection,
            "move",
            seams.recording_media,
            "Others may have what is in it afterwards, and no signal reports the move.",
            "(self, target, pos=None)",
        ),
        Patch(
            Task,
            "on_action",
            seams.guarded_decision,
            "Administrators may add tasks of any type, and the tasks of running sites are rows of "
            "Wagtail's own type.",
            "(self, task_state, user, action_name, **kwargs)",
        ),
        Patch(
            BaseChooser,
            "get_instance",
            choosing.showing_no_forged_id,
            "A form that was refused is shown again with what was posted, and each kind of chooser "
            "asks the database for it; forms for redirects, sites and workflows make their own.",
            "(self, value)",
        ),
        Patch(
            InlinePanel.BoundPanel,
            "__init__",
            ordered_rows.bearing_empty_rows,
            "Wagtail's form of workflows has one, and ours of menus and of the front page; rows "
            "are sorted within it.",
            "(self, **kwargs)",
        ),
        Patch(
            AdminPageChooser,
            "__init__",
            fields.without_fixed_language,
            "A form field or block holds one chooser for all users, in the first one's language.",
            "(self, target_models=None, can_choose_root=False, user_perms=None, **kwargs)",
        ),
        Patch(
            AdminPageChooser,
            "get_value_data_from_instance",
            fields.with_known_title,
            "Wagtail's forms for redirects, sites, groups, workflows, moves and copies make it "
            "themselves, so that an override for the fields of models does not reach them.",
            "(self, instance)",
        ),
        Patch(
            PageChooserBlock,
            "render_basic",
            instead(fields.render_known_title),
            "Comparisons show every block by it, and core's blocks do not know who is reading.",
            "(self, value, context=None)",
        ),
        Patch(
            SpreadsheetExportMixin,
            "stream_csv",
            instead(spreadsheets.stream_csv),
            "Every list and report writes its file with it, most of them views of Wagtail's own.",
            "(self, queryset)",
        ),
    ],
    [
        FixedText(ChooserViewSet, "choose_one_text", "Choose"),
        FixedText(ChooserViewSet, "choose_another_text", "Choose another"),
        FixedText(ChooserViewSet, "edit_item_text", "Edit"),
        FixedText(ChooserViewSet, "search_tab_label", "Search"),
        FixedText(ChooserViewSet, "create_action_label", "Create"),
        FixedText(TaskStateCommentForm.base_fields["comment"], "label", "Comment"),
    ],
)
