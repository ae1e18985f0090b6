"""Why a file, or something in it, cannot be read: one line for people each."""


class ExportError(Exception):
    """A file that cannot be read from here on; what was whole before it has been read."""
