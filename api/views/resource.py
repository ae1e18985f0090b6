"""What every resource shares: methods, formats, parameters, and how it is described."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.http import HttpRequest
from rest_framework.views import APIView

from api.answers import Answer
from api.negotiation import CHOSEN_BY_ADDRESS, takes
from api.parameters import Parameter, read_parameters
from api.problems import Text, method_not_allowed, not_acceptable
from core.caching.versions import Version
from core.publication.state import publication_state


@dataclass(frozen=True)
class Asked:
    """A request that was understood: the version of its answer, and the answer, when called."""

    version: Callable[[], Version | None]
    answer: Callable[[], Answer]


class Resource(APIView):
    """A resource of the API. Subclasses answer in `answer`, given the values of `parameters`.

    An answer depends on the address alone, never on the user or on headers.

    It is an APIView so that the OpenAPI document can be read from it; requests do not pass
    through REST framework's own dispatch, which has its own forms of negotiation and errors and
    costs as much as the answer itself.
    """

    # How the resource is described, in the OpenAPI document and in the guide.
    operation: ClassVar[str] = ""
    summary: Text = ""
    about: Text = ""
    parameters: Sequence[Parameter] = ()
    # The forms of its answers by status, for the OpenAPI document.
    errors: Sequence[int] = (400, 406, 429)
    # Where a status has another form, or is of another kind, than in `document_problems`.
    error_forms: ClassVar[Mapping[int, tuple[Any, str]]] = {}
    media_type = "application/json"

    def dispatch(self, request: HttpRequest, *args: Any, **path: Any) -> Asked:  # type: ignore[override]
        """Return what is asked for, understood but not yet looked up; raise a Problem."""
        check_request(request, self.media_type)
        values = self.values(request)
        return Asked(partial(self.version, values, **path), partial(self.answer, values, **path))

    def values(self, request: HttpRequest) -> dict[str, Any]:
        """Return the value of each parameter; raise a Problem if any is not understood."""
        return read_parameters(request, self.parameters)

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        """Return the version of what would be answered, without its content; None if unknown."""
        return Version.of(publication_state())

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        """Return the answer for values that were read; raise a Problem if there is none."""
        raise NotImplementedError

    # Read by the document's generator alone: it lists the methods that have a handler.
    get: ClassVar[Callable[..., Any]] = answer

    def answer_form(self) -> Any:
        """Return the serializer of the answer."""
        raise NotImplementedError

    def examples(self) -> dict[str, Any]:
        """Return answers as they look, by the language of what they hold ("en", "ar", "both")."""
        return {}


def check_request(request: HttpRequest, media_type: str) -> None:
    """Raise a Problem unless the request reads, in a form that there is."""
    if request.method not in {"GET", "HEAD"}:
        raise method_not_allowed()
    # An Accept header without a word asks for nothing in particular.
    header = request.META.get("HTTP_ACCEPT", "")
    if header.strip() and media_type not in CHOSEN_BY_ADDRESS and not takes(header, media_type):
        raise not_acceptable(media_type)
