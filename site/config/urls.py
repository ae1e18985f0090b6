"""Every address of the site: those for readers, and the CMS with what it gives to whom it knows."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.documents.password import CollectionPasswordView
from cms.saving.signed_out import ReturningSignInView
from config import reader_urls

handler404, handler500 = reader_urls.handler404, reader_urls.handler500

urlpatterns = [
    *reader_urls.urlpatterns,
    # The password of a document; the document itself is answered before. Ours limits guesses.
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        CollectionPasswordView.as_view(),
    ),
    path("documents/", include(wagtaildocs_urls)),
    # Wagtail sends who asks for a restricted document to the address of this name, which only
    # its front-end module has.
    path("admin/login/", ReturningSignInView.as_view(), name="wagtailcore_login"),
    path("admin/", include("cms.urls")),
    path("admin/", include(wagtailadmin_urls)),
]
