"""Every route of the CMS that touches translations, and who may use it.

A letter is a role: C communications, A administrators, T and R translators and reviewers of
Arabic, t and r those of English, B a translator of both languages. All others may use none.
"""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.cms import story_form
from tests.translation.requests import (
    EDIT_AR,
    EDIT_EN,
    EDITORS_OF_NAMES,
    EVERYBODY,
    INTO_AR,
    INTO_EN,
    NOBODY,
    STAFF,
    Route,
    ask,
    both,
    get,
    post,
)
from tests.translation.world import World


def routes(world: World, po: str) -> list[Route]:
    """Return the matrix; `po` is the file of `world.arabic` with another text in it."""
    return [
        *_localize_texts(world, po),
        *_localize_pages(world),
        *_editor(world),
        *_pages(world),
        *_tree(world),
        *_reading(world),
        *_review(world),
        *_bulk(world),
        *_workbench(world, po),
        *_pairs(world),
        *_glossary(world),
        *_everybody("tag-autocomplete/?term=x", "tag-autocomplete/taggit/tag/?term=x"),
        get("erase/", "A"),
        ask("erase/", "A", phrases="Nobody has this name", mark="x", list="1"),
    ]


def _file(po: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("voices.ar.po", po.encode(), "text/x-gettext-translation")


def _localize_texts(world: World, po: str) -> list[Route]:
    one = f"localize/translate/{world.translation.pk}"
    text = f"/admin/{one}/strings/{world.segment_of(world.arabic).pk}/edit/"
    value = f"/admin/{one}/overrides/{world.value.pk}/edit/"
    by_hand = f"localize/translate/{factories.translation_of(world.stopped).pk}"
    stopped = f"/admin/{by_hand}/strings/{world.segment_of(world.stopped).pk}/edit/"
    return [
        Route("PUT", stopped, NOBODY, "value=كلام", changes=True),
        Route("DELETE", stopped, NOBODY, changes=True),
        post(f"{by_hand}/pofile/upload/", NOBODY, file=_file(po)),
        ask(f"{by_hand}/machine_translate/", NOBODY),
        Route("PUT", text, INTO_AR, "value=كلام", changes=True),
        Route("DELETE", text, INTO_AR, changes=True),
        ask(text.removeprefix("/admin/").replace("/edit/", "/check/"), INTO_AR, value="كلام"),
        Route("PUT", value, INTO_AR, "value=https://example.org/ar", changes=True),
        get(f"{one}/pofile/download/", INTO_AR),
        post(f"{one}/pofile/upload/", INTO_AR, file=_file(po)),
        ask(f"{one}/machine_translate/", NOBODY),  # no machine is set up
    ]


def _localize_pages(world: World) -> list[Route]:
    one = f"localize/translate/{world.translation.pk}"
    source = world.translation.source_id
    arabic = factories.locale("ar").pk
    return [
        get(f"{one}/preview/", INTO_AR),
        get(f"{one}/preview/nothing/", NOBODY),
        post(f"{one}/disable/", EDIT_AR),
        get(f"localize/update/{source}/", INTO_AR),
        ask(f"localize/update/{source}/", INTO_AR),
        *both(f"localize/submit/page/{world.alone.pk}/", INTO_AR, locales=[arabic]),
        post(f"localize/submit/page/{world.arabic.pk}/", NOBODY, locales=[arabic]),
        *both(f"localize/page/{world.stopped.pk}/convert_to_alias/", "A"),
        get("localize/reports/translations/", NOBODY),
        get("localize/reports/translations/results/", NOBODY),
        *both("localize/submit/snippet/core/topic/1/", NOBODY, locales=[arabic]),
        get("localize/api/snippets/core/topic/", NOBODY),
        get("localize/api/snippets/core/topic/1/", NOBODY),
        get("localize/jsi18n/", EVERYBODY),
    ]


def _editor(world: World) -> list[Route]:
    restart = {"localize-restart-translation": "1"}
    return [
        get(f"pages/{world.arabic.pk}/edit/", INTO_AR),
        get(f"pages/{world.back.pk}/edit/", INTO_EN),
        get(f"pages/{world.english.pk}/edit/", EDIT_EN),
        post(f"pages/{world.arabic.pk}/edit/", INTO_AR, action="draft"),
        post(f"pages/{world.back.pk}/edit/", INTO_EN, action="submit"),
        post(f"pages/{world.back.pk}/edit/", EDIT_EN, action="publish"),
        post(f"pages/{world.back.pk}/edit/", EDIT_EN, action="publish-anyway"),
        post(f"pages/{world.alone_ar.pk}/edit/", EDIT_AR, **_typed("عنوان", "wahida")),
        post(f"pages/{world.stopped.pk}/edit/", EDIT_AR, **restart),
    ]


def _typed(title: str, slug: str) -> dict[str, Any]:
    return story_form(title, slug=slug, **{"action-publish": "1"})


def _pages(world: World) -> list[Route]:
    page = f"pages/{world.arabic.pk}"
    index = factories.news_index("ar").pk
    copy = {"new_title": "نسخة", "new_slug": "copy", "new_parent_page": index}
    return [
        *both(f"{page}/unpublish/", EDIT_AR),
        post(f"{page}/unpublish/", STAFF, other_language="on"),
        *both(f"{page}/delete/", EDIT_AR),
        post(f"{page}/delete/", STAFF, other_language="on"),
        *both(f"{page}/privacy/", EDIT_AR, restriction_type="login"),
        post(f"{page}/privacy/", STAFF, restriction_type="login", other_language="on"),
        *both(f"{page}/copy/", NOBODY, **copy),
        *both(f"pages/{world.alone_ar.pk}/copy/", EDIT_AR, **copy),
        post(f"{page}/lock/", EDIT_AR),
        post(f"pages/{world.locked.pk}/unlock/", EDIT_AR),
        *both(f"pages/{world.alias.pk}/convert_alias/", EDIT_AR),
        *both(f"pages/add/news/newspage/{index}/", EDIT_AR, **_typed("جديد", "new")),
    ]


def _tree(world: World) -> list[Route]:
    child = f"pages/{world.child.pk}"
    english = factories.news_index("en").pk
    return [
        get(f"{child}/move/", EDIT_AR),
        *both(f"{child}/move/{world.parent.pk}/confirm/", EDIT_AR),
        ask(f"pages/{world.arabic.pk}/move/{english}/confirm/", NOBODY),
        Route("POST", f"/admin/{child}/set_position/?position=0", EDIT_AR, changes=True),
        # Where one choice is left, these lead to it at once.
        get(f"pages/{factories.home_page('ar').pk}/add_subpage/", NOBODY),
        get("pages/create/home/standardpage", "TR"),
        ask(f"api/main/pages/{world.arabic.pk}/action/delete/", NOBODY),
        ask(f"api/main/pages/{world.alone.pk}/action/copy_for_translation/", NOBODY, locale="ar"),
        ask(f"api/main/pages/{world.back.pk}/action/publish/", NOBODY),
    ]


def _reading(world: World) -> list[Route]:
    page, revision = f"pages/{world.arabic.pk}", world.arabic.latest_revision_id
    workflow = world.reviewed.current_workflow_state.pk
    return [
        *(get(f"{page}/{name}/", INTO_AR) for name in ("usage", "history", "history/results")),
        *(get(f"{page}/{name}/", INTO_AR) for name in ("workflow_history", "edit/preview")),
        get(f"pages/{world.reviewed.pk}/workflow_history/detail/{workflow}/", INTO_AR),
        get(f"{page}/view_draft/", INTO_AR),
        get(f"{page}/revisions/", NOBODY),  # a redirect to the history
        get(f"{page}/revisions/{revision}/view/", INTO_AR),
        get(f"{page}/revisions/{revision}/revert/", INTO_AR),
        get(f"{page}/revisions/{revision}/unschedule/", EDIT_AR),
        get(f"{page}/revisions/compare/earliest...latest/", INTO_AR),
        get("pages/", "CAB"),  # others are led to the one part of the tree that is theirs
        get(f"pages/{factories.news_index('ar').pk}/", INTO_AR),
        get(f"pages/{factories.news_index('ar').pk}/results/", INTO_AR),
        *_everybody("pages/search/", "pages/search/results/"),
        *_everybody("pages/usage/news/newspage/", "pages/usage/news/newspage/results/"),
        *_everybody("choose-page/", f"choose-page/{factories.news_index('ar').pk}/"),
        *_everybody("choose-page/search/?q=x", "choose-page/chosen-multiple/?id=3"),
        *_everybody(*(f"choose-{kind}-link/" for kind in ("external", "email", "phone", "anchor"))),
        ask("choose-external-link/", EVERYBODY, **{"external-link-chooser-url": "/ar/"}),
        get(f"pages/add/news/newspage/{factories.news_index('ar').pk}/preview/", EDIT_AR),
        *_reports(EVERYBODY, "aging-pages", "page-types-usage", "site-history"),
        *_reports(EVERYBODY, "workflow", "workflow_tasks"),
        *_reports(EDITORS_OF_NAMES, "locked"),
        get("api/main/pages/", EVERYBODY),
        get(f"api/main/pages/{world.arabic.pk}/", INTO_AR),
        get("api/main/pages/find/?html_path=/", NOBODY),
    ]


def _everybody(*paths: str) -> list[Route]:
    return [get(path, EVERYBODY) for path in paths]


def _reports(who: str, *names: str) -> list[Route]:
    return [get(f"reports/{name}/{part}", who) for name in names for part in ("", "results/")]


def _review(world: World) -> list[Route]:
    edit = f"pages/{world.reviewed.pk}/edit/"
    task = {"task-state": world.task_state.pk}
    one = f"pages/workflow/{{}}/{world.reviewed.pk}/{{}}/{world.task_state.pk}/"
    text, segment = factories.translation_of(world.reviewed), world.segment_of(world.reviewed)
    strings = f"/admin/localize/translate/{text.pk}/strings/{segment.pk}/edit/"
    return [
        get(edit, INTO_AR),
        Route("PUT", strings, NOBODY, "value=كلام", changes=True),
        post(edit, "CR", action="approve", **task),
        post(edit, "CR", **task, action="correct", **{f"correct-{segment.pk}": "صوت آخر"}),
        post(edit, "CR", **task, action="send-back", comment="No"),
        post(edit, EDIT_AR, action="withdraw", **task),
        post(edit, NOBODY, action="publish"),
        post(one.format("action", "approve"), "CR"),
        post(one.format("action", "reject"), "CR", comment="No"),
        get(one.format("collect_action_data", "reject"), "CR"),
        get(f"pages/workflow/confirm_cancellation/{world.reviewed.pk}/", INTO_AR),
        get(f"pages/workflow/preview/{world.reviewed.pk}/{world.task_state.task_id}/", "CR"),
    ]


def _bulk(world: World) -> list[Route]:
    def page(action: str, of: Any = world.arabic) -> str:
        return f"bulk/wagtailcore/page/{action}/?id={of.pk}"

    row = world.row(world.arabic).pk
    rows = f"bulk/translation/translationstatus/{{}}/?id={row}"
    person = world.person.pk
    return [
        post(page("delete"), EDIT_AR),
        post(page("delete"), EDIT_AR, other_language="on"),
        post(page("unpublish"), EDIT_AR, include_descendants=""),
        post(page("publish", world.child), NOBODY),
        post(page("publish", world.back), EDIT_EN, include_descendants=""),
        post(page("move", world.child), EDIT_AR, chooser=world.parent.pk),
        get(page("unpublish"), INTO_AR),
        *both(rows.format("assign"), "CAR", assignee=person, due_on="", note="Soon"),
        get(rows.format("export_po"), INTO_AR),
    ]


def _workbench(world: World, po: str) -> list[Route]:
    job = f"translations/jobs/{world.job.pk}"
    into_ar, into_en = world.row(world.alone).pk, world.row(world.alone_ar).pk
    return [
        *_everybody("translations/", "translations/results/"),
        *_everybody("translations/queue/", "translations/queue/results/"),
        post(f"translations/{into_ar}/begin/", INTO_AR),
        post(f"translations/{into_en}/begin/", INTO_EN),
        get(f"translations/{into_ar}/source/", INTO_AR),
        get(f"translations/{into_en}/source/", INTO_EN),
        get("translations/notices/", EVERYBODY),
        ask("translations/notices/read/", EVERYBODY),
        get(f"translations/notices/{world.notice.pk}/", NOBODY),
        post("translations/export/", INTO_AR, rows=[world.row(world.arabic).pk]),
        *both("translations/import/", EVERYBODY, file=_file(po)),
        get("translations/jobs/", EVERYBODY),
        post("translations/jobs/rebuild/", "A"),
        *(get(f"{job}/{name}", NOBODY) for name in ("", "progress/", "file/", "files/0/")),
        *(ask(f"{job}/{name}/", NOBODY) for name in ("apply", "discard")),
        ask(f"{job}/files/0/", NOBODY),
    ]


def _pairs(world: World) -> list[Route]:
    def of(page: Any, name: str) -> str:
        return f"translations/pairs/{page.pk}/{name}/"

    parent = factories.news_index("ar").pk
    chosen = {"counterpart": world.alone_ar.pk, "original": "this"}
    return [
        *both(of(world.arabic, "reverse"), STAFF),
        *both(of(world.separate, "translate"), STAFF),
        *both(of(world.linked, "unlink"), STAFF),
        get(of(world.alone, "link"), EDIT_EN),
        post(of(world.alone, "link"), STAFF, confirmed="1", **chosen),
        get(f"{of(world.alone, 'link')}choose/?page_type=news.newspage", EDIT_EN),
        get(f"{of(world.alone, 'link')}choose/{parent}/?page_type=news.newspage", EDIT_EN),
    ]


def _glossary(world: World) -> list[Route]:
    base, pk = "translations/glossary", world.term.pk
    term = {"en": "Nowhere", "ar": "لا مكان", "variants": "", "kind": "place", "note": ""}
    return [
        *_everybody(f"{base}/", f"{base}/results/", f"{base}/inspect/{pk}/"),
        *both(f"{base}/new/", EDITORS_OF_NAMES, **term),
        *both(f"{base}/edit/{pk}/", EDITORS_OF_NAMES, **term),
        *both(f"{base}/delete/{pk}/", EDITORS_OF_NAMES),
        *(
            get(f"{base}/{name}/{pk}/", EDITORS_OF_NAMES)
            for name in ("history", "history-results", "usage")
        ),
        *both("snippets/core/topic/add/", STAFF, name_en="A", name_ar="أ", slug="a"),
    ]
