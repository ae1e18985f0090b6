"""Writes exports of WordPress as small as a test needs, and runs the import on them."""

import io
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

HOMES = {"en": "http://www.old.example", "ar": "http://ar.old.example"}
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>x</title><link>{home}</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{home}</wp:base_site_url><wp:base_blog_url>{home}</wp:base_blog_url>
"""
TEXT = "Volunteers met by the river and planned the week."
ARABIC_TEXT = "اجتمع المتطوعون عند النهر وخططوا للأسبوع."


def item(number: int, **given: Any) -> str:
    """Return an item: a published story, but for what is `given`."""
    values = {
        "title": f"Story {number}",
        "content": TEXT,
        "excerpt": "",
        "link": f"{HOMES['en']}/archives/{number}",
        "name": f"story-{number}",
        "date": "2015-05-05 10:00:00",
        "date_gmt": "2015-05-05 07:00:00",
        "status": "publish",
        "type": "post",
        "parent": 0,
        "password": "",
        "creator": "somebody",
        "more": "",
    } | given
    texts = {name: escape(str(value), quote=False) for name, value in values.items()}
    return f"""<item><title>{texts["title"]}</title><link>{texts["link"]}</link>
<dc:creator>{texts["creator"]}</dc:creator><content:encoded>{texts["content"]}</content:encoded>
<excerpt:encoded>{texts["excerpt"]}</excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>{texts["date"]}</wp:post_date><wp:post_date_gmt>{texts["date_gmt"]}</wp:post_date_gmt>
<wp:post_name>{texts["name"]}</wp:post_name><wp:status>{texts["status"]}</wp:status>
<wp:post_parent>{texts["parent"]}</wp:post_parent><wp:post_type>{texts["type"]}</wp:post_type>
<wp:post_password>{texts["password"]}</wp:post_password>{values["more"]}</item>
"""


def arabic(number: int, **given: Any) -> str:
    """Return an item of the Arabic site."""
    link = f"{HOMES['ar']}/archives/{number}"
    return item(number, **{"title": f"خبر {number}", "content": ARABIC_TEXT, "link": link} | given)


def attachment(number: int, path: str, *, parent: int = 0, alt: str = "", meta: str = "") -> str:
    """Return the item of a file in the uploads."""
    texts = {"_wp_attached_file": path, "_wp_attachment_image_alt": alt}
    texts |= {"_wp_attachment_metadata": meta} if meta else {}
    more = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value>{escape(value, quote=False)}</wp:meta_value></wp:postmeta>"
        for key, value in texts.items()
    )
    return item(
        number, type="attachment", status="inherit", content="", parent=parent,
        title=Path(path).stem, more=more,
    )  # fmt: skip


def term(domain: str, slug: str) -> str:
    """Return a category or tag of an item, to be given as `more`."""
    return f'<category domain="{domain}" nicename="{slug}">x</category>'


def category(number: int, slug: str, name: str, parent: str = "") -> str:
    """Return the element by which a site declares a category."""
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id>"
        f"<wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{name}</wp:cat_name>"
        "</wp:category>"
    )


def export(*parts: str, site: str = "en") -> bytes:
    """Return an export of a site."""
    return (_HEAD.format(home=HOMES[site]) + "".join(parts) + "</channel></rss>").encode()


@dataclass
class Importer:
    """Runs the command in a folder, and records what it printed."""

    folder: Path
    out: str = ""
    err: str = ""
    status: int = 0
    paths: dict[str, list[Path]] = field(default_factory=dict)

    @property
    def uploads(self) -> dict[str, Path]:
        return {site: self.folder / f"uploads-{site}" for site in HOMES}

    def write(self, site: str, *parts: str) -> None:
        """Have an export of a site with these parts be imported from now on."""
        path = self.folder / f"{site}.xml"
        path.write_bytes(export(*parts, site=site))
        self.paths[site] = [path]

    def __call__(self, *parts: str, **options: Any) -> str:
        """Import, an English export of these parts if any are given; return what it printed."""
        if parts:
            self.write("en", *parts)
        words = [f"{site}={path}" for site, paths in self.paths.items() for path in paths]
        return self.run([words], **options)

    def run(self, site: list[list[str]], **options: Any) -> str:
        for folder in self.uploads.values():
            folder.mkdir(exist_ok=True)
        uploads = [f"{name}={folder}" for name, folder in self.uploads.items()]
        out, err = io.StringIO(), io.StringIO()
        self.status = 0
        given = {"uploads": uploads, "report": self.folder / "report"} | options
        try:
            call_command("import_wordpress", site=site, stdout=out, stderr=err, **given)
        except CommandError as error:
            self.status = error.returncode
            err.write(str(error))
        self.out, self.err = out.getvalue(), err.getvalue()
        return self.out

    @property
    def report(self) -> str:
        return (self.folder / "report" / "report.csv").read_text(encoding="utf-8-sig")
