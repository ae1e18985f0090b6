"""A change of a picture, document or address reaches every item that shows or links it."""

from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from core.models import PublishedItem
from tests import cms, factories
from tests.api.dependents import linking_to, post


def test_a_pictures_texts_change_in_lead_pictures_and_in_bodies(shown, staff):
    image = factories.make_image()
    lead = factories.make_story(lead_image=image)
    arabic = factories.make_story("ar", body=[("photo", {"image": image})])
    before = shown(lead)["version"], shown(arabic)["version"]
    form = {
        "title": "River",
        "alt_en": "Boats",
        "alt_ar": "قوارب",
        "credit_en": "Staff",
        "credit_ar": "الفريق",
        "tags": "",
    }
    post(staff, f"/admin/images/{image.pk}/", form)
    assert (shown(lead)["image"]["alt"], shown(lead)["image"]["credit"]) == ("Boats", "Staff")
    assert 'alt="قوارب"' in shown(arabic)["body_html"]
    assert "الفريق" in shown(arabic)["body_html"]
    assert shown(lead)["version"] > before[0]
    assert shown(arabic)["version"] > before[1]


def test_a_deleted_picture_leaves_the_items_that_showed_it(shown, staff):
    image = factories.make_image()
    story = factories.make_story(lead_image=image, body=[("photo", {"image": image})])
    address = shown(story)["image"]["url"]
    post(staff, f"/admin/images/{image.pk}/delete/")
    assert shown(story)["image"] is None
    assert address not in shown(story)["body_html"]


def test_a_documents_new_title_changes_the_address_in_bodies(shown):
    document = factories.make_document("Old", content=b"%PDF-1.7", name="report.pdf")
    story = factories.make_story(body=[("document", {"document": document, "text": ""})])
    assert "/old.pdf" in shown(story)["body_html"]
    before = shown(story)["version"]
    document.title = "New"
    document.save()
    assert "/new.pdf" in shown(story)["body_html"]
    assert shown(story)["version"] > before


def test_a_document_that_moves_behind_the_sign_in_leaves_bodies(shown):
    private = Collection.get_first_root_node().add_child(name="Private")
    document = factories.make_document(
        "Minutes", content=b"%PDF-1.7", name="m.pdf", collection=private
    )
    story = factories.make_story(body=[("document", {"document": document, "text": "Read"})])
    assert "/minutes.pdf" in shown(story)["body_html"]
    restriction = CollectionViewRestriction.objects.create(
        collection=private, restriction_type="login"
    )
    assert "/minutes.pdf" not in shown(story)["body_html"]
    restriction.delete()
    assert "/minutes.pdf" in shown(story)["body_html"]


def test_a_collection_that_moves_behind_the_sign_in_takes_its_documents_out_of_bodies(shown):
    root = Collection.get_first_root_node()
    private, open_one = root.add_child(name="Private"), root.add_child(name="Open")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = factories.make_document(
        "Minutes", content=b"%PDF-1.7", name="m.pdf", collection=open_one
    )
    story = factories.make_story(body=[("document", {"document": document, "text": "Read"})])
    assert "/minutes.pdf" in shown(story)["body_html"]
    open_one.move(Collection.objects.get(pk=private.pk), "sorted-child")
    assert "/minutes.pdf" not in shown(story)["body_html"]


def test_a_new_slug_changes_the_links_to_the_page(shown, staff):
    target = factories.make_story(title="There", slug="old")
    story = linking_to(target)
    before = shown(story)["version"]
    form = cms.story_form("There", slug="new", body=cms.paragraphs("Text."))
    post(staff, f"/admin/pages/{target.pk}/edit/", form | {"action-publish": "1"})
    assert 'href="http://testserver/en/news/new/"' in shown(story)["body_html"]
    assert shown(story)["version"] > before


def test_a_parents_new_slug_changes_the_links_to_all_below_it(shown):
    section = factories.make_page(slug="old")
    story = linking_to(factories.make_page(slug="child", parent=section))
    section.slug = "new"
    section.save_revision().publish()
    assert 'href="http://testserver/en/new/child/"' in shown(story)["body_html"]


def test_a_moved_page_changes_the_links_to_it_and_to_all_below_it(shown, staff):
    section = factories.make_page(slug="section")
    page = factories.make_page(slug="page", parent=section)
    to_page = linking_to(page)
    to_child = linking_to(factories.make_page(slug="child", parent=page))
    before = shown(to_page)["version"], shown(to_child)["version"]
    post(staff, f"/admin/pages/{page.pk}/move/{factories.home_page().pk}/confirm/")
    assert 'href="http://testserver/en/page/"' in shown(to_page)["body_html"]
    assert 'href="http://testserver/en/page/child/"' in shown(to_child)["body_html"]
    assert shown(to_page)["version"] > before[0]
    assert shown(to_child)["version"] > before[1]


def test_links_to_an_unpublished_page_are_unwrapped_and_come_back_with_it(shown, staff):
    target = factories.make_story()
    story = linking_to(target)
    before = shown(story)
    post(staff, f"/admin/pages/{target.pk}/unpublish/")
    gone = shown(story)
    assert gone["body_html"] == '<div lang="en" dir="ltr"><p>See this.</p></div>'
    Page.objects.get(pk=target.pk).specific.save_revision().publish()
    back = shown(story)
    assert back["body_html"] == before["body_html"]
    assert before["version"] < gone["version"] < back["version"]


def test_links_to_a_deleted_page_are_unwrapped(shown, staff):
    target = factories.make_story()
    story = linking_to(target)
    post(staff, f"/admin/pages/{target.pk}/delete/")
    assert "<a " not in shown(story)["body_html"]


def test_restricting_a_parent_withdraws_all_below_and_unwraps_links_to_it(get, shown, staff):
    section = factories.make_page()
    child = factories.make_page(parent=section)
    story = linking_to(child)
    before = shown(story)["version"]
    post(staff, f"/admin/pages/{section.pk}/privacy/", {"restriction_type": "login"})
    for page in (section, child):
        assert get(f"pages/{page.work}/en/").status_code == 410
        assert PublishedItem.objects.get(page_id=page.pk).seq > before
    assert "<a " not in shown(story)["body_html"]
    assert shown(story)["version"] > before
    post(staff, f"/admin/pages/{section.pk}/privacy/", {"restriction_type": "none"})
    assert f"/{child.slug}/" in shown(story)["body_html"]


def test_a_restriction_set_in_a_shell_does_the_same(shown):
    target = factories.make_story()
    story = linking_to(target)
    restriction = PageViewRestriction.objects.create(
        page=factories.home_page(), restriction_type=PageViewRestriction.LOGIN
    )
    assert not PublishedItem.objects.public().in_language("en").exists()
    restriction.delete()
    assert f"/en/news/{target.slug}/" in shown(story)["body_html"]
