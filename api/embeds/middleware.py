"""Answers /oembed/ and /embed/ as the API is answered: without sessions, users and cookies."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.utils.log import log_response

from api.embeds.card import page_policy
from api.embeds.notices import notice_answer
from api.embeds.oembed import Withdrawn
from api.limits import CACHED, Allowance
from api.middleware import ApiMiddleware
from api.problems import Problem, problem_answer

FRAMES = "/embed"
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


class PartnersAllowance(Allowance):
    """Counts every answer among the cheap ones, which these are.

    WordPress stores a refusal with the post, until somebody saves the post again.
    """

    def spend(self, kind: str) -> None:
        super().spend(CACHED)


class EmbedMiddleware(ApiMiddleware):
    """Any site may show these pages in a frame, notices and errors included.

    So there is no X-Frame-Options, and a content policy of their own.
    """

    prefixes: ClassVar[tuple[str, ...]] = ("/oembed", FRAMES)
    allowance_type: ClassVar[type[Allowance]] = PartnersAllowance

    def site_middleware(self, get_response: Callable[[HttpRequest], HttpResponse]) -> list[Any]:
        return [SecurityMiddleware(get_response)]

    def common_headers(self, request: HttpRequest) -> dict[str, str]:
        is_frame = request.path_info.startswith(FRAMES)
        return super().common_headers(request) | {
            "Content-Security-Policy": page_policy() if is_frame else _DATA_POLICY,
            # A page that isolates itself loads the widget only with this.
            "Cross-Origin-Resource-Policy": "cross-origin",
        }

    def refused(self, request: HttpRequest, problem: Problem) -> HttpResponse:
        if request.path_info.startswith(FRAMES):
            return notice_answer(problem)
        if isinstance(problem, Withdrawn):
            return problem.response()
        answer = problem_answer(request, problem)
        if problem.status == 501:  # a format that nobody has is no fault of ours
            log_response(
                "Not Implemented: %s", request.path,
                response=answer, request=request, level="warning",
            )  # fmt: skip
        return answer
