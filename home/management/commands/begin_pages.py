"""`manage.py begin_pages`: drafts of the pages that every site needs, contact and privacy."""

from typing import Any

from django.core.management.base import BaseCommand

from core.publication.transactions import publication_transaction
from home.seeding.data import DemoData
from home.seeding.pages import PageSeeder
from news.importing.pictures import PictureStore

SLUGS = frozenset({"contact", "privacy"})


class Command(BaseCommand):
    help = (
        "Make drafts of the contact page and the privacy page in both languages, where they are "
        "missing. Read them, add who is responsible for the site, publish them, and put them into "
        "the menus of the footer."
    )

    def handle(self, **_options: Any) -> None:
        data = DemoData()
        with publication_transaction():
            seeder = PageSeeder(data, PictureStore(data.folder), drafts=True)
            seeder.seed_standard_pages(SLUGS)
        self.stdout.write("The contact page and the privacy page are there, in both languages.")
