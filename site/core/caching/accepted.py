"""What a client accepts, by its Accept headers (RFC 9110, §12.5), and whether it saves data."""

from django.http import HttpRequest


def weights(header: str) -> dict[str, float]:
    """Return the weight, 0 to 1, of everything that an Accept header names; 0 is a refusal.

    Parameters other than `q`, such as a charset, are not looked at.

    >>> weights("application/json; charset=utf-8, */*;q=0.1")
    {'application/json': 1.0, '*/*': 0.1}
    """
    found: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (text.strip() for text in part.split(";"))
        if name:
            found[name] = max(_weight(parameters), found.get(name, 0.0))
    return found


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


def takes_coding(header: str, *names: str) -> bool:
    """Whether an Accept-Encoding header takes a coding, which may have several names."""
    found = weights(header)
    return next((found[name] > 0 for name in (*names, "*") if name in found), False)


def saves_data(request: HttpRequest) -> bool:
    """Whether a browser asks for little data: `Save-Data: on`, which may have parameters."""
    token, _, _parameters = request.META.get("HTTP_SAVE_DATA", "").partition(";")
    return token.strip().lower() == "on"
