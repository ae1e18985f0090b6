"""Makes the OpenAPI document from the resources themselves; `api.openapi` answers with it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from api.document_headers import add_headers
from api.document_problems import PROBLEMS, problem_examples
from api.fields import ALWAYS
from api.parameters import Parameter
from api.patterns import LANGUAGE_IN_PATH, WORK
from api.problems import MEDIA_TYPE, TITLES
from api.types import ROOT
from core.publication.records import NOT_IN_LISTS

_MARK = "x-spec-enum-id"
_IN_PATH = {
    "work": ({"type": "string", "format": "uuid", "pattern": WORK}, "The item's `work`."),
    "lang": (
        {"type": "string", "pattern": LANGUAGE_IN_PATH},
        "Language of the item; regional tags such as `ar-IQ` find theirs.",
    ),
}
# How the names of the forms of items in lists end.
_IN_LISTS = ("Card", "SearchResult")
# The forms of whole items, and of what is one of them.
_WHOLE = {"News", "Forum", "Council", "Page", "Initiative", "AnyItem", "PageOrInitiative"}
_NAMES = {"en": "English", "ar": "Arabic", "both": "Both"}


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

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Leave it to the document, of which no operation asks who somebody is."""
        return []

    def get_override_parameters(self) -> list[OpenApiParameter]:
        in_path = [
            OpenApiParameter(name, schema, OpenApiParameter.PATH, description=about)
            for name, (schema, about) in _IN_PATH.items()
            if f"{{{name}}}" in self.path
        ]
        in_query = [
            OpenApiParameter(
                parameter.name,
                parameter.schema,
                required=parameter.is_required,
                description=str(parameter.description),
                examples=[OpenApiExample(parameter.name, value=_typed(parameter))]
                if parameter.example
                else [],
            )
            for parameter in self.view.parameters
        ]
        return in_path + in_query

    def get_request_serializer(self) -> None:
        return None

    def get_response_serializers(self) -> Any:
        answer = OpenApiResponse(
            self.view.answer_form(),
            str(self.view.summary),
            _examples(self.view.examples(), self.view.media_type),
        )
        return {(200, self.view.media_type): answer, **self._problems()}

    def _problems(self) -> dict[tuple[int, str], OpenApiResponse]:
        found: dict[tuple[int, str], OpenApiResponse] = {}
        for status in (*self.view.errors, 500, 503):
            form, kind = self.view.error_forms.get(status) or PROBLEMS[status]
            examples = _examples(problem_examples(kind), MEDIA_TYPE)
            found[status, MEDIA_TYPE] = OpenApiResponse(form, str(TITLES[kind]), examples)
        return found


def _typed(parameter: Parameter) -> Any:
    is_number = parameter.schema["type"] == "integer"
    return int(parameter.example) if is_number else parameter.example


def _examples(values: Mapping[str, Any], media_type: str) -> list[OpenApiExample]:
    return [
        OpenApiExample(_NAMES[language], value=value, media_type=media_type)
        for language, value in values.items()
    ]


def only_canonical(endpoints: list[Any]) -> list[Any]:
    """Return the endpoints of the API whose addresses end with a slash."""
    return [
        (path, *rest) for path, *rest in endpoints if path.startswith(ROOT) and path.endswith("/")
    ]


def without_marks(result: Any, **_: Any) -> Any:
    """Remove the generator's own annotations from the document."""
    if isinstance(result, dict):
        return {key: without_marks(each) for key, each in result.items() if key != _MARK}
    return [without_marks(each) for each in result] if isinstance(result, list) else result


def with_chosen_fields(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Document that `fields` may leave out every key of an item, in lists all but `is_fallback`."""
    schemas = result["components"]["schemas"]
    for name, schema in schemas.items():
        if not name.endswith(_IN_LISTS) and name not in _WHOLE:
            continue
        if "oneOf" in schema:
            # An item without its `type` may fit several of the forms.
            schema["anyOf"] = schema.pop("oneOf")
        elif name in _WHOLE:
            del schema["required"]
            schema["description"] += " Without `fields`, every key is there."
        else:
            schema["required"] = [ALWAYS]
            left_out = ", ".join(f"`{key}`" for key in NOT_IN_LISTS)
            schema["description"] += f" Without `fields`, every key is there but {left_out}."
    return result


def with_headers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Document the headers of every answer."""
    add_headers(result)
    return result


def generated(base_url: str) -> dict[str, Any]:
    """Return the document, in English, with `base_url` as the server's address.

    It takes seconds, and 30 MB that a process keeps: `api.openapi` answers with what was written.
    """
    with override("en"):
        document: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    document["security"] = []
    document["servers"] = [{"url": base_url}]
    document["externalDocs"] = {"url": f"{base_url}{ROOT}/docs/"}
    return document
