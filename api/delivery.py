"""From an address to a response: from the cache, as 304, or made anew."""

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch, resolve

from api.answers import Answer
from api.limits import CACHED, MADE, Allowance
from api.views.resource import Asked, check_request
from core.caching.answers import CachedAnswer, answers
from core.caching.responses import not_modified, whole
from core.caching.validators import entity_tag, is_conditional, is_unchanged, validators
from core.caching.versions import CACHEABLE
from core.publication.state import known_state, state_of_cached

# What is answered here, and the addresses below; those of the rest of the site need not be tried.
_ROOTS = {"/api": "api.urls", "/feeds": "api.feeds.urls"}


def deliver(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    """Return the response to a request that reads; raise a Problem if there is none."""
    # The path is decoded, and must not pass for one with a query.
    path = request.path_info.replace("?", "%3F")
    address = f"{path}?{request.META.get('QUERY_STRING', '')}"
    cached = _cached_answer(address)
    if cached is None:
        return _new_response(request, address, allowance)
    check_request(request, cached.headers["Content-Type"].partition(";")[0])
    allowance.spend(CACHED)
    if is_conditional(request) and is_unchanged(request, cached.version, cached.tag):
        return not_modified(cached.headers)
    return whole(request, cached)


def resource_at(path: str) -> ResolverMatch:
    """Return what is at a path that is ours; Http404 is raised where there is nothing."""
    root, slash, below = path[1:].partition("/")
    if f"/{root}" in _ROOTS:
        return resolve(f"{slash}{below}", _ROOTS[f"/{root}"])
    return resolve(path, "api.embeds.urls")


def _cached_answer(address: str) -> CachedAnswer | None:
    state = known_state()
    if state is None:
        if not answers.holds(address):
            return None
        state = state_of_cached()
    return answers.find(address, state)


def _new_response(request: HttpRequest, address: str, allowance: Allowance) -> HttpResponse:
    """Make the answer, unless its version alone shows that the client has it already."""
    match = resource_at(request.path_info)
    request.resolver_match = match
    asked: Asked = match.func(request, *match.args, **match.kwargs)
    if is_conditional(request) and (version := asked.version()) is not None:
        tag = entity_tag(version, address)
        if is_unchanged(request, version, tag):
            allowance.spend(CACHED)
            return not_modified(validators(version, tag) | _LASTING)
    allowance.spend(MADE)
    answer = asked.answer()
    if answer.is_private:
        return whole(request, CachedAnswer(answer.body, answer.described(), answer.version, ""))
    cached = _with_validators(answer, address)
    has_query = answer.ignores_query and request.META.get("QUERY_STRING")
    if not (has_query or answer.is_alias):
        answers.store(address, answer.state, cached)
    if is_conditional(request) and is_unchanged(request, cached.version, cached.tag):
        return not_modified(cached.headers)
    return whole(request, cached)


_LASTING = {"Cache-Control": CACHEABLE, "Vary": "Accept-Encoding"}


def _with_validators(answer: Answer, address: str) -> CachedAnswer:
    version = answer.version
    tag = entity_tag(version, address)
    headers = answer.described() | validators(version, tag)
    return CachedAnswer(answer.body, headers, version, tag)
