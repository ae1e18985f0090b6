"""What is replaced in other people's classes: declared, counted, and the same as when it was read.

Where a supported way is used instead, a test here fails if something goes around it.
"""

import importlib
import inspect
import pkgutil
from importlib.metadata import version
from pathlib import Path

import pytest
import wagtail.actions
from django.apps import apps
from django.db.models import ForeignKey
from django.urls import reverse
from django.utils.translation import gettext, override
from wagtail import signals
from wagtail.admin import wagtail_hooks
from wagtail.admin.api.urls import admin_api
from wagtail.admin.compare import comparison_class_registry
from wagtail.admin.mail import Notifier
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.rich_text import features

from cms import django_patches, wagtail_patches
from cms.privacy.bulk_actions import KnownPagesOnly
from cms.privacy.fields import KnownPageComparison, KnownPageLinkHandler, KnownPagesComparison
from cms.privacy.page_api import KnownPagesViewSet
from core.language.characters import has_arabic_letters
from core.media import cleaning
from core.models import BasePage, BilingualName, InitiativeSettings, SiteDocument, SiteImage
from tests import factories
from tests.core.foreign_writes import functions_put_elsewhere, writes_to_foreign_things
from translation.localize import patches as localize_patches
from translation.notifications import wagtail_email
from translation.views.pages import PagesViewSet
from translation.workflow.finish import publish_reviewed

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = [wagtail_patches.PATCHES, localize_patches.PATCHES, django_patches.PATCHES]
PATCHES = [patch for package in PACKAGES for patch in package.each]
TEXTS = [fixed for package in PACKAGES for fixed in package.texts]
LIMIT = 32

_BY_SAVE = "writes pages by Page.save, whose signals record the change"
_BY_PAGE = "saves by Page.save and publishes by Page.publish"
_NO_PAGE = (
    "pages have a subclass of their own, and nothing else here has drafts or is deleted by it"
)
HARMLESS = {
    "ActionRegistry": "names actions and runs none",
    "BaseAction": "does nothing itself",
    "CopyForTranslationAction": _BY_SAVE,
    "CopyPageAction": _BY_SAVE,
    "CopyPageForTranslationAction": _BY_SAVE,
    "CreateAction": _BY_PAGE,
    "CreatePageAction": _BY_PAGE,
    "CreatePageAliasAction": _BY_SAVE,
    "DeleteAction": _NO_PAGE,
    "EditAction": _BY_PAGE,
    "EditPageAction": _BY_PAGE,
    "PublishRevisionAction": _NO_PAGE,
    "RevertToPageRevisionAction": "writes a revision, which is not public until it is published",
    "RevertToRevisionAction": "writes a revision, which is not public until it is published",
    "UnpublishAction": _NO_PAGE,
}
# Put onto objects of one request or call, not onto classes.
ON_OBJECTS = {
    "context.save = lambda **_options: None",
    "field.label_from_instance = lambda forum: named.get(forum.pk, HIDDEN)",
}
# A documented setting of Pillow, in a process that does nothing but clean one file.
PICTURE_LIMIT = "Pillow.MAX_IMAGE_PIXELS = None"
REGISTERED_HOOKS = (
    "hooks._hooks[name] = [entry for entry in registered if entry[0] is not function]"
)


def product():
    for folder in ("site", "home", "news", "forums", "api"):
        yield from (ROOT / folder).rglob("*.py")


def name_of(patch):
    return f"{patch.target.__name__}.{patch.attribute}"


@pytest.mark.parametrize("patch", PATCHES, ids=name_of)
def test_what_is_replaced_has_the_signature_that_was_read(patch):
    assert str(inspect.signature(patch.stock)) == patch.signature
    assert getattr(patch.target, patch.attribute) is not patch.stock
    assert patch.reason.endswith(".")


@pytest.mark.parametrize("package", PACKAGES, ids=lambda each: each.package)
def test_the_installed_version_is_the_one_that_was_read(package):
    assert f"{version(package.package)}.".startswith(f"{package.version}.")
    for patch in package.each:
        assert inspect.getmodule(patch.target).__name__.partition(".")[0] == (
            package.package.replace("-", "_")
        )


@pytest.mark.parametrize("fixed", TEXTS, ids=lambda fixed: fixed.text)
def test_a_text_that_was_fixed_on_import_follows_the_reader(fixed):
    shown = getattr(fixed.target, fixed.attribute)
    assert {str(shown), fixed.text} == {gettext(fixed.text), fixed.text}
    with override("ar"):
        assert has_arabic_letters(str(shown))


def test_no_more_is_replaced_than_before():
    assert len(TEXTS) <= 6
    assert len(PATCHES) <= LIMIT
    assert len({name_of(patch) for patch in PATCHES}) == len(PATCHES)


def test_every_action_of_wagtails_is_wrapped_or_harmless():
    found = {}
    for info in pkgutil.iter_modules(wagtail.actions.__path__, "wagtail.actions."):
        module = importlib.import_module(info.name)
        found |= {
            name: each
            for name, each in inspect.getmembers(module, inspect.isclass)
            if each.__module__ == info.name and not issubclass(each, Exception)
        }
    wrapped = {patch.target for patch in PATCHES if patch.attribute == "execute"}
    assert set(HARMLESS) == {name for name, each in found.items() if each not in wrapped}
    assert wrapped <= set(found.values())


def test_other_peoples_classes_are_changed_nowhere_else():
    found = {line: path for path in product() for line in writes_to_foreign_things(path)}
    assert found == {
        REGISTERED_HOOKS: Path(localize_patches.__file__),
        PICTURE_LIMIT: Path(cleaning.__file__),
    }
    put = {line for path in product() for line in functions_put_elsewhere(path)}
    assert put == ON_OBJECTS


@pytest.mark.parametrize(
    "source",
    [
        "from wagtail.models import Page\nPage.save = 1",
        "from wagtail.models import Page\nsetattr(Page, 'save', 1)",
        "from wagtail.models import Page, Site\nfor each in (Page, Site):\n    each.save = 1",
        "from wagtail import models\nALL = (models.Page,)\nfor each in ALL:\n    each.save = 1",
        "def ready():\n    from wagtail import hooks\n    hooks._hooks['x'] = []",
        "from wagtail.models import Page\nmodel = Page\ndel model.save",
    ],
)
def test_a_change_of_somebody_elses_class_is_found(tmp_path, source):
    module = tmp_path / "module.py"
    module.write_text(source)
    assert len(list(writes_to_foreign_things(module))) == 1


def test_what_is_ours_or_an_object_is_not_taken_for_somebody_elses_class(tmp_path):
    module = tmp_path / "module.py"
    module.write_text(
        "import os\nfrom wagtail.models import Page\nfrom core.models import Menu\n"
        "Menu.label = 1\nos.environ['X'] = ''\npage = Page()\npage.title = ''\n"
        "for page in Page.objects.all():\n    page.title = ''\n"
        "def write(Page):\n    Page.title = ''\n"
    )
    assert not list(writes_to_foreign_things(module))


@pytest.mark.parametrize(
    "model", [BilingualName, *BilingualName.__subclasses__(), InitiativeSettings]
)
def test_models_that_public_items_show_are_written_in_a_transaction(model):
    for method in (model.save, model.delete, SiteImage.save, SiteDocument.delete):
        assert method.__wrapped__


def test_every_type_of_page_has_the_views_with_checks():
    registry = page_viewset_registry
    reverse("wagtailadmin_home")  # Wagtail registers its viewsets with its addresses
    registered = [
        *registry.values_by_class.values(),
        *registry.values_by_exact_class.values(),
        *registry.values_by_parent_model.values(),
    ]
    assert {type(each) for each in registered} == {PagesViewSet}
    assert isinstance(registry.get_by_type(BasePage), PagesViewSet)


def test_every_bulk_action_for_pages_is_about_known_pages():
    actions = list(bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page"))
    assert {action.action_type for action in actions} >= {"delete", "move", "publish", "unpublish"}
    assert all(issubclass(action, KnownPagesOnly) for action in actions)


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("task_submitted", TaskState),
        ("workflow_submitted", WorkflowState),
        ("workflow_rejected", WorkflowState),
        ("workflow_approved", WorkflowState),
    ],
)
def test_wagtails_emails_about_reviews_leave_translations_out(name, sender):
    receivers, _asynchronous = getattr(signals, name)._live_receivers(sender)
    notifiers = [each for each in receivers if isinstance(each, Notifier)]
    assert len(notifiers) == 1
    assert type(notifiers[0]).__module__ == wagtail_email.__name__


def test_the_end_of_a_review_publishes_what_was_reviewed():
    assert WorkflowState.on_finish is publish_reviewed


@pytest.mark.django_db
def test_scripts_read_known_pages_and_change_none(client):
    assert admin_api._endpoints["pages"] is KnownPagesViewSet
    client.force_login(factories.make_user(is_superuser=True))
    page = factories.make_story()
    for action in ("copy", "delete", "move", "publish", "unpublish"):
        address = f"/admin/api/main/pages/{page.pk}/action/{action}/"
        assert client.post(address).status_code == 404, action


def test_every_choice_of_pages_is_compared_without_hidden_names():
    compared = set()
    for model in apps.get_models():
        for field in [*model._meta.fields, *model._meta.many_to_many]:
            if field.is_relation and issubclass(field.related_model, Page):
                is_one = isinstance(field, ForeignKey)
                expected = KnownPageComparison if is_one else KnownPagesComparison
                assert comparison_class_registry.get(field) is expected
                compared.add(expected)
    assert compared == {KnownPageComparison, KnownPagesComparison}


def test_links_in_texts_are_read_as_wagtail_reads_them_but_for_hidden_pages():
    class Recorded:
        rules = {}

        def __getattr__(self, _name):
            return lambda *_args: None

        def register_converter_rule(self, converter, feature, rule):
            self.rules[converter, feature] = rule

    wagtail_hooks.register_core_features(Recorded())
    stock = Recorded.rules["contentstate", "link"]
    ours = features.get_converter_rule("contentstate", "link")
    assert ours["to_database_format"] == stock["to_database_format"]
    handlers = {rule: type(each) for rule, each in stock["from_database_format"].items()}
    handlers['a[linktype="page"]'] = KnownPageLinkHandler
    found = {rule: type(each) for rule, each in ours["from_database_format"].items()}
    assert found == handlers
    assert list(found) == list(handlers)
