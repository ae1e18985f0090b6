"""Routes through the CMS: each is one POST, and one transaction."""

from typing import Any

from django.urls import reverse
from wagtail.models import Page

from tests import cms, factories
from tests.faults.routes import fresh, in_cms
from tests.faults.scene import Scene

Request = tuple[str, dict[str, Any]]


def _approval(page: Page) -> Request:
    task = fresh(page).current_workflow_task_state
    names = [page.pk, "approve", task.pk]
    return reverse("wagtailadmin_pages:workflow_action", args=names), {}


@in_cms
def create_and_publish(scene: Scene) -> Request:
    form = cms.story_form("New", slug="new", body=cms.paragraphs("Words"))
    return cms.add_address("news/newspage", factories.news_index()), form | {"action-publish": "1"}


@in_cms
def publish_a_draft(scene: Scene) -> Request:
    form = cms.story_form("Ready", slug="ready", body=cms.paragraphs("Words"))
    return f"/admin/pages/{scene.draft.pk}/edit/", form | {"action-publish": "1"}


@in_cms
def publish_an_edit_with_a_new_slug(scene: Scene) -> Request:
    form = cms.story_form("Edited", slug="edited", body=cms.paragraphs("Words"))
    return f"/admin/pages/{scene.story.pk}/edit/", form | {"action-publish": "1"}


@in_cms
def unpublish_a_linked_page(scene: Scene) -> Request:
    return f"/admin/pages/{scene.story.pk}/unpublish/", {}


@in_cms
def unpublish_with_all_below(scene: Scene) -> Request:
    return f"/admin/pages/{scene.section.pk}/unpublish/", {"include_descendants": "on"}


@in_cms
def unpublish_in_bulk(scene: Scene) -> Request:
    ids = f"id={scene.story.pk}&id={scene.arabic.pk}&id={scene.section.pk}"
    form = {"include_descendants": "on"}
    return f"/admin/bulk/wagtailcore/page/unpublish/?{ids}&next=/admin/", form


@in_cms
def publish_in_bulk(scene: Scene) -> Request:
    ids = f"id={scene.draft.pk}&id={scene.reviewed.pk}"
    return f"/admin/bulk/wagtailcore/page/publish/?{ids}&next=/admin/", {}


@in_cms
def move(scene: Scene) -> Request:
    return f"/admin/pages/{scene.child.pk}/move/{factories.home_page().pk}/confirm/", {}


@in_cms
def delete_with_all_below(scene: Scene) -> Request:
    return f"/admin/pages/{scene.section.pk}/delete/", {}


@in_cms
def restrict_a_parent(scene: Scene) -> Request:
    return f"/admin/pages/{scene.section.pk}/privacy/", {"restriction_type": "login"}


@in_cms
def lift_a_restriction(scene: Scene) -> Request:
    return f"/admin/pages/{scene.hidden.pk}/privacy/", {"restriction_type": "none"}


@in_cms
def convert_an_alias(scene: Scene) -> Request:
    return f"/admin/pages/{scene.alias.pk}/convert_alias/", {}


@in_cms
def publish_a_translation(scene: Scene) -> Request:
    return f"/admin/pages/{scene.untranslated.pk}/edit/", {"action": "publish"}


@in_cms
def publish_an_updated_translation(scene: Scene) -> Request:
    return f"/admin/pages/{scene.translated.pk}/edit/", {"action": "publish"}


@in_cms
def approve_a_translation(scene: Scene) -> Request:
    return _approval(scene.submitted)


@in_cms
def unpublish_both_languages(scene: Scene) -> Request:
    return f"/admin/pages/{scene.original.pk}/unpublish/", {"other_language": "on"}


@in_cms
def delete_both_languages(scene: Scene) -> Request:
    return f"/admin/pages/{scene.original.pk}/delete/", {"other_language": "on"}


@in_cms
def restrict_both_languages(scene: Scene) -> Request:
    form = {"restriction_type": "login", "other_language": "on"}
    return f"/admin/pages/{scene.original.pk}/privacy/", form


@in_cms
def link_with_a_page_written_apart(scene: Scene) -> Request:
    form = {"counterpart": scene.apart.pk, "original": "this", "confirmed": "1"}
    return reverse("translation_pairs:link", args=[scene.linking.pk]), form


@in_cms
def reverse_a_pair(scene: Scene) -> Request:
    return reverse("translation_pairs:reverse", args=[scene.up_to_date.pk]), {}


@in_cms
def publish_an_original_that_is_translated(scene: Scene) -> Request:
    form = cms.story_form("Changed again", slug="again", body=cms.paragraphs("Words"))
    return f"/admin/pages/{scene.original.pk}/edit/", form | {"action-publish": "1"}


@in_cms
def approve_in_a_workflow(scene: Scene) -> Request:
    return _approval(scene.reviewed)


@in_cms
def rename_a_topic(scene: Scene) -> Request:
    form = {"name_en": "Rivers", "name_ar": "الأنهار", "slug": scene.topic.slug}
    return f"/admin/snippets/core/topic/edit/{scene.topic.pk}/", form


@in_cms
def delete_a_picture(scene: Scene) -> Request:
    return f"/admin/images/{scene.image.pk}/delete/", {}


@in_cms
def change_a_pictures_texts(scene: Scene) -> Request:
    form = {"title": "Other", "alt_en": "Boats", "alt_ar": "قوارب", "tags": ""}
    return f"/admin/images/{scene.image.pk}/", form


@in_cms
def change_the_licence(scene: Scene) -> Request:
    form = {
        field.name: getattr(scene.settings, field.name) for field in scene.settings._meta.fields
    }
    address = f"/admin/settings/core/initiativesettings/{scene.settings.pk}/"
    return address, form | {"licence_name_en": "None", "licence_name_ar": "لا شيء"}
