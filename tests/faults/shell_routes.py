"""Routes through a shell and through commands, outside any request."""

import io
import json
import tempfile
from pathlib import Path
from uuid import UUID

from django.core.management import call_command
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction

from tests import factories
from tests.faults.routes import fresh, in_shell
from tests.faults.scene import Scene

_WORK = "5d0c2b8e-7f43-4c1a-9b52-3e6a1f0d8c71"
_ENGLISH = {
    "work": _WORK,
    "lang": "en",
    "title": "Rain at last",
    "summary": "It rained in Hit.",
    "body_html": "<p>It rained all night.</p>",
    "published_at": "2019-06-08T09:00:00Z",
}
_ARABIC = _ENGLISH | {
    "lang": "ar",
    "title": "المطر أخيراً",
    "summary": "أمطرت في هيت.",
    "body_html": "<p>أمطرت طوال الليل.</p>",
}


@in_shell(is_whole=False)
def create(scene: Scene) -> None:
    factories.make_story(title="New", slug="new")


@in_shell()
def publish(scene: Scene) -> None:
    fresh(scene.draft).save_revision().publish()


@in_shell()
def publish_with_a_new_slug(scene: Scene) -> None:
    story = fresh(scene.story)
    story.title, story.slug = "Edited", "edited"
    story.save_revision().publish()


@in_shell()
def save_a_live_page(scene: Scene) -> None:
    section = fresh(scene.section)
    section.slug = "other"
    section.save()


@in_shell()
def unpublish(scene: Scene) -> None:
    fresh(scene.story).unpublish()


@in_shell()
def unpublish_a_parent_alone(scene: Scene) -> None:
    Page.objects.get(pk=scene.section.pk).unpublish()


@in_shell()
def move(scene: Scene) -> None:
    Page.objects.get(pk=scene.child.pk).move(factories.home_page(), pos="last-child")


@in_shell()
def delete(scene: Scene) -> None:
    Page.objects.get(pk=scene.story.pk).delete()


@in_shell()
def delete_a_queryset(scene: Scene) -> None:
    Page.objects.filter(pk__in=[scene.story.pk, scene.child.pk]).delete()


@in_shell()
def restrict(scene: Scene) -> None:
    PageViewRestriction.objects.create(page=scene.section, restriction_type="login")


@in_shell()
def lift_a_restriction(scene: Scene) -> None:
    PageViewRestriction.objects.get(page=scene.hidden).delete()


@in_shell()
def delete_a_topic(scene: Scene) -> None:
    scene.topic.delete()


@in_shell()
def rename_a_forum(scene: Scene) -> None:
    forum = fresh(scene.forum)
    forum.title = "Renamed"
    forum.save_revision().publish()


@in_shell(is_whole=False)
def publish_scheduled(scene: Scene) -> None:
    call_command("publish_scheduled", verbosity=0)


@in_shell()
def import_stories(scene: Scene) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "stories.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in (_ENGLISH, _ARABIC)))
        call_command("import_stories", str(file), stdout=io.StringIO())


@in_shell()
def convert_an_alias(scene: Scene) -> None:
    ConvertAliasPageAction(fresh(scene.alias)).execute()


@in_shell()
def unpublish_with_all_below(scene: Scene) -> None:
    action = UnpublishPageAction(fresh(scene.section), user=scene.admin, include_descendants=True)
    action.execute(skip_permission_checks=True)


@in_shell()
def approve_in_a_workflow(scene: Scene) -> None:
    state = fresh(scene.reviewed).current_workflow_task_state
    state.specific.approve(user=scene.admin)


@in_shell()
def publish_a_translation(scene: Scene) -> None:
    factories.translation_of(fresh(scene.untranslated)).save_target()


@in_shell()
def give_a_page_another_work(scene: Scene) -> None:
    section = fresh(scene.section)
    section.translation_key = UUID(_WORK)
    section.save()
