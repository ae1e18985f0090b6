"""Where a view of ours replaces one of Wagtail or wagtail-localize, the stock checks still run.

Each test lets the stock view refuse, as a later version may do, and sees the address refuse.
"""

from urllib.parse import urlencode, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import resolve
from wagtail.admin.views import chooser
from wagtail.admin.views.bulk_action import BulkAction, base_bulk_action
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages import bulk_actions, history, preview, revisions, workflow
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.views.pages.copy import CopyView
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.move import MoveChooseDestinationView, MoveConfirmView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.api.v2.serializers import PageAliasOfField
from wagtail.models import Page
from wagtail_localize.views import edit_translation
from wagtail_localize.views.submit_translations import SubmitTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from tests import factories
from tests.translation.screens import URLENCODED
from tests.translation.world import World, build, trace

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

CHOOSERS = {
    "choose-page/": chooser.BrowseView,
    "choose-page/{index}/": chooser.BrowseView,
    "choose-page/search/?q=x": chooser.SearchView,
    "choose-page/chosen-multiple/?id={child}": chooser.ChosenMultipleView,
    "choose-external-link/": chooser.ExternalLinkView,
    "reports/page-types-usage/": PageTypesUsageReportView,
    "reports/page-types-usage/results/": PageTypesUsageReportView,
}
# For each attribute of Wagtail's viewset of pages that ours replaces: the stock view, an address.
SCREENS = {
    "add_view_class": (CreateView, "pages/add/news/newspage/{index}/"),
    "choose_parent_view_class": (GenericChooseParentView, "pages/create/home/standardpage"),
    "confirm_workflow_cancellation_view_class": (
        workflow.ConfirmWorkflowCancellationView,
        "pages/workflow/confirm_cancellation/{reviewed}/",
    ),
    "content_type_use_view_class": (ContentTypeUseView, "pages/usage/news/newspage/"),
    "copy_view_class": (CopyView, "pages/{child}/copy/"),
    "delete_view_class": (DeleteView, "pages/{child}/delete/"),
    "edit_view_class": (EditView, "pages/{index}/edit/"),
    "history_view_class": (history.PageHistoryView, "pages/{child}/history/"),
    "index_view_class": (ExplorableIndexView, "pages/{index}/"),
    "move_confirm_view_class": (MoveConfirmView, "pages/{child}/move/{parent}/confirm/"),
    "move_view_class": (MoveChooseDestinationView, "pages/{child}/move/"),
    "preview_on_edit_view_class": (preview.PreviewOnEditView, "pages/{child}/edit/preview/"),
    "revisions_compare_view_class": (
        revisions.RevisionsCompareView,
        "pages/{child}/revisions/compare/earliest...latest/",
    ),
    "revisions_revert_view_class": (
        revisions.RevisionsRevertView,
        "pages/{child}/revisions/{revision}/revert/",
    ),
    "revisions_view_class": (revisions.RevisionsView, "pages/{child}/revisions/{revision}/view/"),
    "search_view_class": (SearchView, "pages/search/"),
    "set_privacy_view_class": (SetPrivacyView, "pages/{child}/privacy/"),
    "unpublish_view_class": (UnpublishView, "pages/{child}/unpublish/"),
    "view_draft_view_class": (preview.ViewDraftView, "pages/{child}/view_draft/"),
    "workflow_action_view_class": (
        workflow.WorkflowActionView,
        "pages/workflow/action/{reviewed}/approve/{task_state}/",
    ),
    "workflow_history_detail_view_class": (
        history.WorkflowHistoryDetailView,
        "pages/{reviewed}/workflow_history/detail/{state}/",
    ),
    "workflow_history_view_class": (
        history.WorkflowHistoryView,
        "pages/{child}/workflow_history/",
    ),
    "workflow_preview_view_class": (
        workflow.PreviewRevisionForTaskView,
        "pages/workflow/preview/{reviewed}/{task}/",
    ),
}


@pytest.fixture(scope="module")
def world(once: None) -> World:
    return build()


@pytest.fixture
def superuser(client):
    client.force_login(factories.make_user(is_superuser=True))
    return client


@pytest.fixture
def ids(world):
    """What the paths name."""
    return {
        "index": factories.news_index("ar").pk,
        "child": world.child.pk,
        "parent": world.parent.pk,
        "reviewed": world.reviewed.pk,
        "revision": world.child.latest_revision_id,
        "state": world.reviewed.current_workflow_state.pk,
        "task": world.task_state.task_id,
        "task_state": world.task_state.pk,
        "person": world.person.pk,
    }


def refuse(*_args, **_kwargs):
    raise PermissionDenied


def never(*_args, **_kwargs):
    return False


def is_refused(response):
    """Whether Wagtail has answered 403, or a redirect to the start page with a message."""
    if response.status_code != 302:
        return response.status_code == 403
    return urlsplit(response["Location"]).path == "/admin/"


@pytest.mark.parametrize("path", CHOOSERS)
@pytest.mark.parametrize("method", ["dispatch", "setup"])
def test_what_a_chooser_or_report_of_wagtails_asks_is_asked(
    superuser, ids, monkeypatch, path, method
):
    address = f"/admin/{path}".format(**ids)
    assert superuser.get(address).status_code == 200
    monkeypatch.setattr(CHOOSERS[path], method, refuse)
    assert is_refused(superuser.get(address))


@pytest.mark.parametrize("path", CHOOSERS)
def test_a_view_of_ours_answers_at_the_address_of_a_chooser_or_report(ids, path):
    path = path.partition("?")[0].format(**ids)
    stock = CHOOSERS[
        next(each for each in CHOOSERS if each.partition("?")[0].format(**ids) == path)
    ]
    view = resolve(f"/admin/{path}").func.view_class
    assert issubclass(view, stock)
    assert view.__module__.startswith("cms.")


def test_choosers_and_reports_are_for_those_who_may_use_the_cms(client, ids):
    for path in CHOOSERS:
        address = f"/admin/{path}".format(**ids)
        client.logout()
        response = client.get(address)
        assert urlsplit(response["Location"]).path == "/admin/login/", address
        client.force_login(factories.make_user())
        assert urlsplit(client.get(address)["Location"]).path == "/admin/login/", address


def test_choosers_and_reports_are_not_cached_and_miss_pages_as_the_cms_does(superuser, ids):
    address = "/admin/choose-page/{index}/".format(**ids)
    assert "no-store" in superuser.get(address)["Cache-Control"]
    missing = superuser.get("/admin/choose-page/999999/")
    assert missing.status_code == 404
    assert "wagtailadmin/404.html" in {template.name for template in missing.templates}


def test_every_screen_of_wagtails_that_ours_replaces_is_tried_here():
    viewset = page_viewset_registry.get_by_type(Page)
    ours = {
        name
        for name in dir(viewset)
        if name.endswith("_view_class")
        and getattr(viewset, name).__module__.startswith(("cms.", "translation."))
    }
    assert ours == set(SCREENS)


@pytest.mark.parametrize("name", SCREENS)
def test_what_a_screen_of_wagtails_asks_is_asked(superuser, ids, monkeypatch, name):
    stock, path = SCREENS[name]
    address = f"/admin/{path}".format(**ids)
    assert not is_refused(superuser.get(address))
    monkeypatch.setattr(stock, "dispatch", refuse)
    assert is_refused(superuser.get(address))


def test_which_pages_a_bulk_action_is_about_is_asked(superuser, ids, monkeypatch):
    address = "/admin/bulk/wagtailcore/page/delete/?id={child}".format(**ids)
    assert superuser.get(address).status_code == 200
    monkeypatch.setattr(base_bulk_action, "get_list_or_404", refuse)
    assert is_refused(superuser.get(address))


@pytest.mark.parametrize(
    ("stock", "name", "form"),
    [
        (bulk_actions.DeleteBulkAction, "wagtailcore/page/delete", {}),
        (bulk_actions.UnpublishBulkAction, "wagtailcore/page/unpublish", {}),
        (bulk_actions.MoveBulkAction, "wagtailcore/page/move", {"chooser": "{parent}"}),
        (BulkAction, "translation/translationstatus/assign", {"assignee": "{person}"}),
    ],
)
def test_a_right_that_a_bulk_action_asks_for_is_asked(
    superuser, world, ids, monkeypatch, stock, name, form
):
    pk = world.row(world.arabic).pk if "status" in name else world.child.pk
    form = {field: value.format(**ids) for field, value in form.items()}
    before = trace()
    monkeypatch.setattr(stock, "check_perm", never)
    superuser.post(f"/admin/bulk/{name}/?id={pk}", form)
    assert trace() == before
    monkeypatch.undo()
    superuser.post(f"/admin/bulk/{name}/?id={pk}", form)
    assert trace() != before


@pytest.mark.parametrize("method", ["dispatch", "post"])
def test_what_the_update_of_a_translation_asks_is_asked(superuser, world, monkeypatch, method):
    address = f"/admin/localize/update/{world.translation.source_id}/"
    assert superuser.post(address).status_code == 302
    monkeypatch.setattr(UpdateTranslationsView, method, refuse)
    assert is_refused(superuser.post(address))


def test_what_the_beginning_of_a_translation_asks_is_asked(superuser, world, monkeypatch):
    address = f"/admin/localize/submit/page/{world.alone.pk}/"
    assert superuser.get(address).status_code == 200
    monkeypatch.setattr(SubmitTranslationView, "dispatch", refuse)
    assert is_refused(superuser.get(address))


def test_what_a_copy_without_a_parent_asks_is_asked(superuser, ids, monkeypatch):
    address = "/admin/pages/{child}/copy/".format(**ids)
    answer = superuser.post(address, {"new_title": "نسخة", "new_slug": "copy"})
    assert answer.context["form"].errors.keys() == {"new_parent_page"}
    monkeypatch.setattr(CopyView, "post", refuse)
    assert is_refused(superuser.post(address, {"new_title": "نسخة", "new_slug": "copy"}))


def test_what_wagtail_localize_asks_at_its_own_addresses_is_asked(superuser, world, monkeypatch):
    one = f"/admin/localize/translate/{world.translation.pk}"
    text = f"{one}/strings/{world.segment_of(world.arabic).pk}/edit/"
    value = f"{one}/overrides/{world.value.pk}/edit/"
    before = trace()
    monkeypatch.setattr(edit_translation, "user_can_edit_instance", never)
    for address in (text, value):
        for send in (superuser.put, superuser.delete):
            form = urlencode({"value": "https://example.org/x"})
            assert is_refused(send(address, form, content_type=URLENCODED)), address
    for name in ("pofile/download", "preview"):
        assert is_refused(superuser.get(f"{one}/{name}/")), name
    for name in ("pofile/upload", "machine_translate", "disable"):
        assert is_refused(superuser.post(f"{one}/{name}/")), name
    assert trace() == before


def test_what_the_interface_for_scripts_hides_of_an_aliass_original_stays_hidden(
    superuser, world, monkeypatch
):
    def original():
        address = f"/admin/api/main/pages/{world.alias.pk}/"
        return superuser.get(address).json()["meta"]["alias_of"]

    assert original()["id"] == world.alone_ar.pk
    monkeypatch.setattr(PageAliasOfField, "get_attribute", lambda field, page: None)
    assert original() is None
