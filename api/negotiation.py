"""What a client accepts, by its Accept headers (RFC 9110, §12.4 and §12.5)."""


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


def takes(header: str, media_type: str) -> bool:
    """Whether an Accept header takes a media type: the most specific range that fits decides."""
    found = weights(header)
    ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((found[name] > 0 for name in ranges if name in found), False)


def takes_coding(header: str, *names: str) -> bool:
    """Whether an Accept-Encoding header takes a coding, which may have several names."""
    found = weights(header)
    return next((found[name] > 0 for name in (*names, "*") if name in found), False)
