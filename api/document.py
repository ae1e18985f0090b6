"""The OpenAPI document, made from the resources themselves."""

from functools import lru_cache
from typing import Any

import orjson
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from api.problems import MEDIA_TYPE, TITLES
from api.serializers.items import LANGUAGE_TAGS
from api.serializers.problems import GoneSerializer, MissingSerializer, ProblemSerializer
from api.types import ROOT

_ERRORS: dict[int, tuple[Any, str]] = {
    400: (ProblemSerializer, "bad-request"),
    404: (MissingSerializer, "not-found"),
    406: (ProblemSerializer, "not-acceptable"),
    410: (GoneSerializer, "gone"),
}
_MARK = "x-spec-enum-id"
_IN_PATH = {
    "work": ({"type": "string", "format": "uuid"}, "The item's `work`."),
    "lang": ({"type": "string", "enum": list(LANGUAGE_TAGS)}, "Language of the item."),
}


class ResourceSchema(AutoSchema):
    """Reads the description of an operation from the Resource that answers it."""

    def get_operation_id(self) -> str:
        return self.view.operation

    def get_summary(self) -> str:
        return str(self.view.summary)

    def get_description(self) -> str:
        return str(self.view.about)

    def get_tags(self) -> list[str]:
        return [self.path.removeprefix(f"{ROOT}/").split("/")[0] or "root"]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        in_path = [
            OpenApiParameter(name, schema, OpenApiParameter.PATH, description=about)
            for name, (schema, about) in _IN_PATH.items()
            if f"{{{name}}}" in self.path
        ]
        in_query = [
            OpenApiParameter(
                parameter.name, parameter.schema, description=str(parameter.description)
            )
            for parameter in self.view.parameters
        ]
        return in_path + in_query

    def get_request_serializer(self) -> None:
        return None

    def get_response_serializers(self) -> Any:
        answer = self.view.answer_form()
        problems = {
            (status, MEDIA_TYPE): OpenApiResponse(form, str(TITLES[kind]))
            for status, (form, kind) in _ERRORS.items()
            if status in self.view.errors
        }
        return {(200, self.view.media_type): answer, **problems}


def only_canonical(endpoints: list[Any]) -> list[Any]:
    """Keep the addresses that are written with their last slash, and our own alone."""
    return [
        (path, *rest) for path, *rest in endpoints if path.startswith(ROOT) and path.endswith("/")
    ]


def without_marks(result: Any, **_: Any) -> Any:
    """Drop the generator's own marks from the document."""
    if isinstance(result, dict):
        return {key: without_marks(each) for key, each in result.items() if key != _MARK}
    return [without_marks(each) for each in result] if isinstance(result, list) else result


@lru_cache(maxsize=4)
def openapi_json(base_url: str) -> bytes:
    """Return the document, in English, with `base_url` as the server's address."""
    with override("en"):
        document = SchemaGenerator().get_schema(public=True)
    document["servers"] = [{"url": base_url}]
    document["externalDocs"] = {"url": f"{base_url}{ROOT}/docs/"}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)
