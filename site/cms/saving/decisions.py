"""What a page's form sends about a decision in a workflow, beside the decision's name."""

import json

from django.core.exceptions import BadRequest
from django.http import HttpRequest

_FIELD = "workflow-action-extra-data"


def refuse_forged_decision(request: HttpRequest) -> None:
    """Raise BadRequest unless it is a comment, or nothing.

    Stock reads it as arguments of a method, after the page was saved, and fails on all else.
    """
    try:
        extra = json.loads(request.POST.get(_FIELD, "{}"))
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    if not isinstance(extra, dict) or extra.keys() - {"comment"}:
        raise BadRequest
    comment = extra.get("comment", "")
    if not isinstance(comment, str) or "\0" in comment:
        raise BadRequest
