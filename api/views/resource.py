"""What every resource shares: methods, formats, parameters, and how it is described."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.views import APIView

from api.parameters import Parameter, read_parameters
from api.problems import METHODS, Text, method_not_allowed, not_acceptable


class Resource(APIView):
    """A resource of the API. Subclasses answer in `answer`, given the values of `parameters`.

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
    errors: Sequence[int] = (400, 406)
    media_type = "application/json"

    def dispatch(self, request: HttpRequest, *args: Any, **path: Any) -> HttpResponseBase:  # type: ignore[override]
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": METHODS})
        if request.method not in {"GET", "HEAD"}:
            raise method_not_allowed()
        # An Accept header without a word asks for nothing in particular.
        if request.headers.get("Accept") and not request.accepts(self.media_type):
            raise not_acceptable(self.media_type)
        return self.answer(request, self.values(request), **path)

    def values(self, request: HttpRequest) -> dict[str, Any]:
        """Return the value of each parameter; raise a Problem if any is not understood."""
        return read_parameters(request, self.parameters)

    def answer(self, request: HttpRequest, values: dict[str, Any], **path: Any) -> HttpResponse:
        """Return the answer for parameters that were read; raise a Problem if there is none."""
        raise NotImplementedError

    # Read by the document's generator alone: it lists the methods that have a handler.
    get: ClassVar[Callable[..., HttpResponse]] = answer

    def answer_form(self) -> Any:
        """Return the serializer of the answer."""
        raise NotImplementedError
