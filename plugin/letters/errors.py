"""What can be wrong with a template, its fields or a Word document."""


class LetterError(Exception):
    """The template or the document cannot be used; the Dutch sentence names it and never holds a value."""
