"""How what may not be done is refused, with a reason that people can read."""


class RefusedError(Exception):
    """What was asked for is refused; the text tells people why, in their language.

    The CMS shows it as a message and undoes the whole request.
    """
