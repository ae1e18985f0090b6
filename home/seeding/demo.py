"""The whole demonstration, in one transaction: a run that is killed leaves nothing behind."""

from pathlib import Path

from core.models import User
from core.publication.transactions import publication_transaction
from home.seeding.data import DemoData
from home.seeding.menus import seed_menus
from home.seeding.names import seed_names, seed_settings
from home.seeding.pages import PageSeeder
from home.seeding.stories import featured_stories, seed_stories
from home.seeding.users import seed_users
from news.importing.pictures import PictureStore
from news.models import NewsPage


def is_empty() -> bool:
    """Whether the site has neither stories nor users: nobody has begun to use it."""
    return not NewsPage.objects.exists() and not User.objects.exists()


def seed(folder: Path) -> None:
    """Make what is missing of the demonstration; the users' passwords go into `folder`."""
    data = DemoData()
    pictures = PictureStore(data.folder)
    try:
        with publication_transaction():
            _seed(data, pictures, folder)
    except BaseException:
        pictures.discard()
        raise


def _seed(data: DemoData, pictures: PictureStore, folder: Path) -> None:
    pages = PageSeeder(data, pictures)
    seed_names(data)
    seed_settings(data)
    pages.seed_forums()
    pages.seed_councils()
    seed_stories(data, pictures)
    pages.seed_standard_pages()
    pages.fill_indexes()
    pages.fill_front_pages(featured_stories(data))
    seed_menus(data)
    seed_users(folder)
