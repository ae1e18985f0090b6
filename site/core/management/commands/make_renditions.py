"""`manage.py make_renditions`: make the sizes of pictures again whose files are lost."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from core.media.missing import lost_renditions, make_again


class Command(BaseCommand):
    """For a folder `media/renditions` that was lost, and after a restored backup.

    It may be stopped and run again. Readers see pages without these pictures meanwhile.
    """

    help = "Make the sizes of pictures again whose files are lost, from the originals."

    def handle(self, *args: Any, **options: Any) -> None:
        made, without = 0, set[int]()
        for rendition in tqdm(lost_renditions(), unit=" files", disable=None):
            if make_again(rendition):
                made += 1
            else:
                without.add(rendition.image_id)
        self.stdout.write(f"{made} made again.")
        if without:
            ids = ", ".join(map(str, sorted(without)))
            raise CommandError(
                f"The originals of {len(without)} pictures are lost too: {ids}. Replace each in "
                "the CMS, or take them from a backup."
            )
