"""Static files, uploads, pictures and documents."""

from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import ROOT, VAR, env

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "core.media.leftovers.UploadStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Uploads in a bucket of S3 instead of MEDIA_ROOT. Nothing of it is loaded where there is none.
_s3 = urlsplit(env.str("MEDIA_URL_S3", default=""))
MEDIA_IS_REMOTE = bool(_s3.geturl())
if MEDIA_IS_REMOTE:
    _bucket, _slash, _folder = _s3.path.strip("/").partition("/")
    if _s3.scheme != "s3" or not (_s3.username and _s3.password and _s3.hostname and _bucket):
        raise ImproperlyConfigured(
            "MEDIA_URL_S3 must be s3://KEY:SECRET@HOST/BUCKET, with ?region=… and ?tls=false where "
            "needed; / and + in KEY and SECRET are written %2F and %2B"
        )
    _more = parse_qs(_s3.query)
    _scheme = "http" if _more.get("tls") == ["false"] else "https"
    STORAGES["default"] = {
        "BACKEND": "core.media.s3.BucketStorage",
        "OPTIONS": {
            "access_key": unquote(_s3.username or ""),
            "secret_key": unquote(_s3.password or ""),
            "endpoint_url": f"{_scheme}://{_s3.netloc.rpartition('@')[2]}",
            "region_name": _more.get("region", ["us-east-1"])[0],
            "bucket_name": _bucket,
            "location": _folder,
        },
    }
FILE_UPLOAD_PERMISSIONS = 0o640
# Translations that are uploaded are not public: the first of these keeps them off the disk.
FILE_UPLOAD_HANDLERS = [
    "translation.offline.uploads.MemoryHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long StreamField posts thousands of small fields

WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif", "heic", "heif", "jfif"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.photo_forms.PhotoForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# One password is hashed at a time on a machine: `cms.accounts.hashing`.
PASSWORD_LOCK = VAR / "password.lock"
# One file is cleaned at a time, in a process of its own: `core.media.separate`.
PICTURE_LOCK = VAR / "picture.lock"
PICTURE_PATIENCE = 15  # seconds that an upload waits for others'
PICTURE_TIME_LIMIT = 30  # seconds
DOCUMENT_TIME_LIMIT = 60  # seconds
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "png", "avif": "jpeg", "heic": "jpeg"}
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
# No list of extensions: the content decides, and with a list the form for a title alone fails.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # none is shown within the site's own address
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.documents.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
