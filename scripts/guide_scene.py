"""Makes the demonstration look like a week in the workbench, for the pictures of the guides.

In each direction one translation is half done and assigned, one is outdated, one is in review. The
data folder gets `guide.<language>.zip`, a translator's upload with a conflict in it, and
`guide.json`, the ids of pages and rows by language.
"""

import io
import json
import os
import sys
import zipfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
# As manage.py does: `site/` is a source root, never a package.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django must be ready
from django.utils import timezone  # noqa: E402
from wagtail.models import Locale, Page  # noqa: E402
from wagtail_localize.models import StringTranslation, Translation  # noqa: E402

from core.models import User  # noqa: E402
from core.publication.transactions import publication_transaction  # noqa: E402
from home.seeding.users import DOMAIN  # noqa: E402
from translation.content.edits import written_by  # noqa: E402
from translation.models import TranslationStatus  # noqa: E402
from translation.offline.export_job import po_of  # noqa: E402
from translation.workflow.assignment import assign  # noqa: E402
from translation.workflow.begin import submit  # noqa: E402
from translation.workflow.review import submit_for_review  # noqa: E402


@dataclass(frozen=True)
class Scene:
    """What happens in one direction; originals are named by the first words of their titles.

    `texts` are the translations of the first texts of the draft; the next one is written online in
    the words of `later`, and the file has `uploaded` for it and for the one after it.
    """

    lang: str
    draft: str
    outdated: str
    in_review: str
    change: tuple[str, str]
    texts: tuple[str, ...]
    later: str
    uploaded: tuple[str, str]
    note: str


SCENES = (
    Scene(
        lang="en",
        draft="جلسة حوارية في الفلوجة",
        outdated="وسائل التواصل الاجتماعي",
        in_review="منتدى السلام في هيت يفتتح",
        change=("13 متطوعًا", "15 متطوعًا"),
        texts=(
            "A dialogue in Fallujah on religion, extremism and the role of tribes",
            (
                "The Council of Tribes against Terrorism and the peace forum in Fallujah held a "
                "dialogue in the city’s Royal Hall. It dealt with religion, extremism and the role "
                "of tribes, and ended with recommendations on dialogue, poverty and jobs."
            ),
        ),
        later="On 12 October 2018 the Royal Hall in Fallujah hosted a dialogue between the Council "
        "of Tribes against Terrorism and the city’s peace forum.",
        uploaded=(
            "The Royal Hall in Fallujah was the place of a dialogue on 12 October 2018.",
            "The dialogue was about religion and extremism, and about the part that tribes play.",
        ),
        note="Please keep the name of the council as the glossary has it.",
    ),
    Scene(
        lang="ar",
        draft="Ten young people from Fallujah",
        outdated="Councils for Social Cohesion take shape",
        in_review="Young people in Amara",
        change=("on 1–2 October", "on 1–3 October"),
        texts=(
            "عشرة شبان وشابات من الفلوجة والرمادي يتعلمون بناء حملة",
            (
                "درّب المنتدى الاجتماعي العراقي خمس شابات وخمسة شبان على بناء الحملات يوم 5 أيار "
                "2018، من التخطيط إلى مجالس الحوار، تحت شعار «نحب العراق»."
            ),
        ),
        later="شاركت خمس شابات وخمسة شبان في تدريب على بناء الحملات يوم 5 أيار 2018 في الفلوجة "
        "والرمادي، قدّمه المنتدى الاجتماعي العراقي.",
        uploaded=(
            "أقيم في الفلوجة والرمادي تدريب على بناء الحملات يوم 5 أيار 2018.",
            "شمل البرنامج التخطيط والإدارة القائمة على النتائج، وتناول أيضًا مجالس الحوار والفرات.",
        ),
        note="يُرجى كتابة الأسماء كما في المسرد.",
    ),
)


class Play:
    """Plays one scene, as the people of the demonstration."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.locale = Locale.objects.get(language_code=scene.lang)
        self.staff = User.objects.get(email=f"communications@{DOMAIN}")
        self.translator = User.objects.get(email=f"translator-{scene.lang}@{DOMAIN}")

    def play(self) -> dict[str, Any]:
        """Return the ids of the translated pages, and of the rows that are assigned."""
        with publication_transaction():
            draft = submit(self._original(self.scene.draft), self.locale, self.translator)
            for number, text in enumerate(self.scene.texts):
                self._translate(draft, number, text)
        self._upload(draft)
        with publication_transaction():
            self._translate(draft, len(self.scene.texts), self.scene.later, self.staff)
            self._change_original()
        with publication_transaction():
            rows = self._assign(draft, self._original(self.scene.outdated))
        with publication_transaction():
            translation, page = self._translation(self._original(self.scene.in_review))
            submit_for_review(translation, page, self.translator)
        outdated = self._translation(self._original(self.scene.outdated))[1]
        pages = {"draft": draft.pk, "outdated": outdated.pk, "in_review": page.pk}
        return pages | {"rows": rows, "list": draft.get_parent().pk}

    def _assign(self, *pages: Any) -> list[int]:
        works = [page.translation_key for page in pages]
        rows = list(TranslationStatus.objects.filter(work__in=works))
        day = timezone.localdate() + timedelta(days=7)
        assign(rows, self.translator, self.staff, day, self.scene.note)
        return [row.pk for row in rows]

    def _original(self, words: str) -> Any:
        page = Page.objects.exclude(locale=self.locale).get(title__startswith=words, depth__gt=3)
        return page.specific

    def _translation(self, page: Any) -> tuple[Translation, Any]:
        translation = Translation.objects.get(
            source__object_id=page.translation_key, target_locale=self.locale
        )
        return translation, translation.get_target_instance()

    def _translate(self, draft: Any, number: int, text: str, by: Any = None) -> None:
        translation, _page = self._translation(draft)
        segment = translation.source.stringsegment_set.order_by("order")[number]
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=self.locale,
            defaults=written_by(by or self.translator, text),
        )

    def _change_original(self) -> None:
        page = self._original(self.scene.outdated)
        before = page.summary
        page.summary = before.replace(*self.scene.change)
        if page.summary == before:
            sys.exit(f"Nothing in the summary of “{page.title}” is “{self.scene.change[0]}”.")
        page.save_revision(user=self.staff).publish(user=self.staff)

    def _upload(self, draft: Any) -> None:
        """Write what a translator makes offline: two texts of the draft, and an uncertain one."""
        translation, page = self._translation(draft)
        po = po_of(translation, page, page.draft_title)
        number, (one, two) = len(self.scene.texts), self.scene.uploaded
        po[number].msgstr, po[number + 1].msgstr = one, two
        po[number + 2].msgstr, po[number + 2].flags = two, ["fuzzy"]
        other, other_page = self._translation(self._original(self.scene.outdated))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"{page.slug}.{self.scene.lang}.po", str(po))
            archive.writestr(
                f"{other_page.slug}.{self.scene.lang}.po",
                str(po_of(other, other_page, other_page.draft_title)),
            )
        path = Path(settings.VAR) / f"guide.{self.scene.lang}.zip"
        path.write_bytes(packed.getvalue())


if __name__ == "__main__":
    ids = {scene.lang: Play(scene).play() for scene in SCENES}
    (Path(settings.VAR) / "guide.json").write_text(json.dumps(ids))
