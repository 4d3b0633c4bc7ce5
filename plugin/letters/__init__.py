"""Letters and mails from templates that people edit: they are filled with finished words and decide nothing."""

from plugin.letters.errors import LetterError
from plugin.letters.putback import put_back
from plugin.letters.text import letter_text
from plugin.letters.writing import Letter, Letters, Mail

__all__ = ["Letter", "LetterError", "Letters", "Mail", "letter_text", "put_back"]
