"""The scene in both directions, and the files of its pictures."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from core.setup import roles
from tests import factories
from tests.translation.blocks.scene import build


@pytest.fixture(scope="module", params=["en", "ar"], ids=["en→ar", "ar→en"])
def scene(once, django_db_blocker, request):
    """A page of each type; the parameter is the language of the originals."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(request.param)
        transaction.set_rollback(True)


@pytest.fixture
def staff(db, client):
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    return client


@pytest.fixture
def files(scene, jpeg_bytes):
    """Each test has a folder of its own for files; these are those of the scene's pictures."""
    for picture in scene.chosen.pictures:
        default_storage.save(picture.file.name, ContentFile(jpeg_bytes))
    for document in scene.chosen.documents:
        default_storage.save(document.file.name, ContentFile(b"%PDF-1.4"))
