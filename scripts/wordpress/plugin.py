"""The plugin in a real WordPress: uploaded, filled, shown, emptied by a withdrawal, deleted."""

import shutil
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from wordpress.asking import fetched, text_at
from wordpress.ours import Ours
from wordpress.people import (
    WIDTHS,
    insert_block,
    look,
    open_block_editor,
    reader,
    save,
    sign_in,
    write_classic,
)
from wordpress.report import Report
from wordpress.server import PASSWORD, Site

SETTINGS = "/wp-admin/options-general.php?page=icssi-news"
DUE = (
    "wp_clear_scheduled_hook('icssi_news_check');"
    "wp_schedule_event(time() - 1, 'icssi_news_ten_minutes', 'icssi_news_check');"
)
AGED = (
    "$state = get_option('icssi_news_state');"
    "foreach (array('checked_at', 'begun_at', 'asked_at') as $time) $state[$time] -= 3700;"
    "update_option('icssi_news_state', $state);"
)
AUTHOR = f"array('user_login' => 'author', 'user_pass' => '{PASSWORD}', 'role' => 'author')"
SLOW_SECONDS, PATIENCE_SECONDS = 20, 8


def try_plugin(report: Report, browser: Browser, site: Site, ours: Ours) -> None:
    """Go the plugin's whole way on one site."""
    with report.scenario(f"{site.name} plugin", browser):
        page = sign_in(browser, site)
        install(report, page, site, ours)
        check_now(report, page, site)
        story = ours.story(site.lang)
        addresses = write(report, page, site)
        show(report, browser, addresses, story)
        run_no_shortcode(report, site, addresses["block"])
        refuse_others(report, browser, site)
        refuse_bad_settings(report, page, site, ours)
        live_without_us(report, browser, page, site, ours, addresses["block"])
        forget(report, browser, site, ours, addresses, story)
        remove(report, page, site)
        report.check("PHP complained about nothing in the plugin", not site.errors(), site.errors())
        page.context.close()


def install(report: Report, page: Page, site: Site, ours: Ours) -> None:
    """Upload the zip that our site serves, and activate it."""
    # Both sites have the same files; a scenario that broke off has left them, and a copy.
    site.run(
        "require_once ABSPATH . 'wp-admin/includes/plugin.php';"
        "deactivate_plugins('icssi-news/icssi-news.php');"
    )
    shutil.rmtree(folder_of(site), ignore_errors=True)
    file = report.folder / "icssi-news.zip"
    address = f"{ours.base}/api/v1/docs/files/icssi-news.zip"
    file.write_bytes(fetched(address))
    page.goto(f"{site.base}/wp-admin/plugin-install.php?tab=upload")
    page.set_input_files("input[name=pluginzip]", file)
    page.click("#install-plugin-submit")
    page.click("a[href*='action=activate']")
    page.wait_for_selector("tr[data-plugin='icssi-news/icssi-news.php'].active")
    report.check("the zip from our docs page is installed and activated", True)


def check_now(report: Report, page: Page, site: Site) -> None:
    """The settings know our address, and “Check now” fills the copy."""
    page.goto(f"{site.base}{SETTINGS}")
    is_arabic = "أخبار المبادرة" in page.inner_text("h1")
    report.check("the settings are in the site's language", is_arabic == (site.lang == "ar"))
    page.locator("form[action*='admin-post'] input[type=submit]").click()
    page.wait_for_selector(".notice-success")
    stories = page.locator("table.widefat td").first.inner_text()
    report.check("“Check now” fills the copy", stories.strip() not in {"", "0", "٠"}, stories)
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        page.screenshot(path=report.folder / f"{site.name}-settings-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def write(report: Report, page: Page, site: Site) -> dict[str, str]:
    """Write one post with the block and one with the shortcode; return their addresses."""
    open_block_editor(page, site)
    insert_block(page, "icssi/news", {"lang": "both" if site.lang == "ar" else "", "limit": 20})
    time.sleep(5)
    frames = [frame for frame in page.frames if frame.locator("ul.icssi-news li").count()]
    report.check("the block editor shows the stories", frames)
    page.screenshot(path=report.folder / f"{site.name}-block-editor.png")
    block = save(page, "Block")
    code = f'[icssi_news lang="{site.lang}" limit="20" pictures="no"]'
    return {"block": block, "shortcode": write_classic(page, site, "Shortcode", code)}


def show(
    report: Report, browser: Browser, addresses: dict[str, str], story: dict[str, Any]
) -> None:
    """Readers see the story in its language, on both widths, and reach it by a click."""
    for name, address in addresses.items():
        for width in WIDTHS:
            with reader(browser, width) as seen:
                look(seen, report, address, name)
                item = seen.page.locator("ul.icssi-news > li", has_text=story["title"]).first
                shown = (item.get_attribute("lang"), item.get_attribute("dir"))
                report.check(f"{name}: the story is shown", shown == (story["lang"], story["dir"]))
                report.check(f"{name}: with its credit", story["credit_line"] in item.inner_text())
                with seen.page.expect_navigation():
                    item.locator(".icssi-news-title").click()
                report.check(f"{name}: a click reaches the story", seen.page.url == story["url"])


def run_no_shortcode(report: Report, site: Site, address: str) -> None:
    """A title that is written as a shortcode of the partner's site stays a title."""
    name, change = f"wordpress_{site.lang}", "UPDATE wp_icssi_news SET item = REPLACE(item, {}, {})"
    plain, hostile = '\'"title":"\'', '\'"title":"[icssi_news] \''
    site.database.ask(change.format(plain, hostile), name)
    source = text_at(address)
    report.check("a title runs no shortcode", source.count('<ul class="icssi-news"') == 1)
    report.check("a title shows its brackets", "&#091;icssi_news&#093; " in source)
    site.database.ask(change.format(hostile, plain), name)


def refuse_others(report: Report, browser: Browser, site: Site) -> None:
    """Without the right or without our form nothing is checked and nothing is changed."""
    site.run(f"wp_insert_user({AUTHOR});")
    page = sign_in(browser, site, "author")
    form = {"action": "icssi_news_check_now", "option_page": "icssi-news"}
    answer = page.request.post(f"{site.base}/wp-admin/admin-post.php", form=form)
    report.check("an author's direct POST is refused", answer.status == 403, answer.status)
    answer = page.request.get(f"{site.base}{SETTINGS}")
    report.check("an author does not see the settings", answer.status == 403, answer.status)
    page.context.close()
    page = sign_in(browser, site)
    answer = page.request.post(f"{site.base}/wp-admin/admin-post.php", form=form)
    report.check("a POST without our form is refused", answer.status == 403, answer.status)
    page.context.close()


def refuse_bad_settings(report: Report, page: Page, site: Site, ours: Ours) -> None:
    """What cannot be used is named, and stays as it was."""
    page.goto(f"{site.base}{SETTINGS}")
    page.evaluate("() => document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    page.fill("#icssi-site", "javascript:alert(1)")
    page.fill("#icssi-limit", "999")
    for box in page.locator("input[type=checkbox][name*=languages]").all():
        box.uncheck()
    page.locator("form[action='options.php'] #submit").click()
    page.wait_for_selector(".notice-error, .settings-error")
    messages = page.locator(".notice-error").count()
    report.check("bad settings are named, each", messages == 3, messages)
    report.check("bad settings change nothing", page.input_value("#icssi-site") == ours.base)
    page.screenshot(path=report.folder / f"{site.name}-bad-settings.png", full_page=True)


def live_without_us(
    report: Report, browser: Browser, page: Page, site: Site, ours: Ours, address: str
) -> None:
    """While our site is away: the copy for an hour, then nothing, in the database neither."""
    ours.network.is_down = True
    report.check("we are away: the copy is shown", stories_at(address))
    site.run(DUE)
    site.run_scheduled_tasks()
    report.check("we are away: a failed check leaves the copy", stories_at(address))
    page.goto(f"{site.base}{SETTINGS}")
    page.locator("form[action*='admin-post'] input[type=submit]").click()
    page.wait_for_selector(".notice-error")
    page.screenshot(path=report.folder / f"{site.name}-away.png", full_page=True)
    report.check("we are away: the administrator reads why", page.locator(".notice-error").count())
    site.run(AGED)
    report.check("we are away for an hour: nothing is shown", not stories_at(address))
    left = site.database.ask("SELECT COUNT(*) FROM wp_icssi_news", f"wordpress_{site.lang}")
    report.check("we are away for an hour: the copy is empty", left.strip() == "0", left)
    ours.network.is_down, ours.network.delay = False, SLOW_SECONDS
    begun = time.monotonic()
    stories_at(address)
    took = time.monotonic() - begun
    report.check("we are slow: the page is not", took < PATIENCE_SECONDS, f"{took:.1f} s")
    ours.network.delay = 0
    time.sleep(SLOW_SECONDS)
    site.run(DUE)
    site.run_scheduled_tasks()
    report.check("we are back: the copy is filled again", stories_at(address))


def stories_at(address: str) -> int:
    """Return how many stories a page shows."""
    return text_at(address).count("icssi-news-title")


def forget(
    report: Report,
    browser: Browser,
    site: Site,
    ours: Ours,
    addresses: dict[str, str],
    story: dict[str, Any],
) -> None:
    """What we withdraw is gone from pages, feeds and database at the next check."""
    title = story["title"]
    report.check("before: the database holds the title", title in site.everything())
    own = text_at(f"{site.base}/?feed=rss2")
    report.check("the site's own feed has no title of ours", "<item>" in own and title not in own)
    with ours.withdrawn(story):
        site.run(DUE)
        site.run_scheduled_tasks()
        for name, address in addresses.items():
            source = text_at(address)
            report.check(f"withdrawn: {name} is without the title", title not in source)
            report.check(f"withdrawn: {name} shows the others", "icssi-news-title" in source)
        report.check("withdrawn: the database is without the title", title not in site.everything())


def remove(report: Report, page: Page, site: Site) -> None:
    """Deactivating empties the copy, deleting leaves nothing."""
    name = f"wordpress_{site.lang}"
    page.goto(f"{site.base}/wp-admin/plugins.php")
    row = page.locator("tr[data-plugin='icssi-news/icssi-news.php']").first
    row.locator("a[href*='action=deactivate']").click()
    page.wait_for_selector("tr[data-plugin='icssi-news/icssi-news.php'].inactive")
    left = site.database.ask("SELECT COUNT(*) FROM wp_icssi_news", name).strip()
    report.check("deactivated: the copy is empty", left == "0", left)
    # As without JavaScript: a page asks once more.
    page.goto(f"{site.base}/wp-admin/{row.locator('a.delete').get_attribute('href')}")
    page.locator("#submit").first.click()
    page.wait_for_selector("#message")
    tables = site.database.ask("SHOW TABLES LIKE '%icssi%'", name)
    options = site.database.ask(
        "SELECT option_name FROM wp_options WHERE option_name LIKE '%icssi%' "
        "OR (option_name = 'cron' AND option_value LIKE '%icssi%')",
        name,
    )
    report.check(
        "deleted: no table, option or task is left", not tables + options, tables + options
    )
    report.check("deleted: no file is left", not folder_of(site).exists())


def folder_of(site: Site) -> Path:
    return site.folder / "wp-content" / "plugins" / "icssi-news"
