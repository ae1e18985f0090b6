"""The error of a refused change, with a reason that people can read."""


class RefusedError(Exception):
    """A change is refused; the text is the reason, in the user's language.

    The CMS shows it as a message and rolls back the whole request.
    """
