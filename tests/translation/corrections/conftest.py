"""A translation in review, the people around it, and what they press."""

import copy

import pytest
from django.test import Client

from core.setup import roles
from tests import factories
from tests.translation.corrections.scene import BODY, WORDS, edit, segment_of_first


@pytest.fixture(scope="module")
def made(once):
    """A translation in review, and the people around it."""
    draft = factories.begin_translation(factories.make_story(title="Voices", body=BODY))
    factories.translate_texts(draft, WORDS)
    people = {
        "translator": factories.make_user(roles.translators("ar")),
        "colleague": factories.make_user(roles.translators("ar")),
        "reviewer": factories.make_user(roles.reviewers("ar")),
        "second": factories.make_user(roles.reviewers("ar")),
        "other language": factories.make_user(roles.reviewers("en")),
    }
    client = Client()
    client.force_login(people["translator"])
    client.post(edit(draft), {"action": "submit"})
    return draft, people


@pytest.fixture
def draft(db, made):
    return copy.deepcopy(made[0])


@pytest.fixture
def people(db, made):
    return copy.deepcopy(made[1])


@pytest.fixture
def act(client, draft, people):
    """Press a button of the review's screen as somebody; `texts` are corrections by originals."""

    def press(who, action="correct", texts=None, **fields):
        client.force_login(people[who])
        state = draft.current_workflow_task_state
        form = {"action": action, "task-state": state.pk if state else ""} | fields
        for words, text in (texts or {}).items():
            pk = segment_of_first(draft, words).pk
            form |= {f"correct-{pk}": text, f"was-correct-{pk}": WORDS[words]}
        headers = {"referer": f"http://testserver{edit(draft)}"}
        return client.post(edit(draft), form, headers=headers, follow=True)

    return press
