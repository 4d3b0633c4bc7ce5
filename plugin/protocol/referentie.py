"""The reference: random, so that there is nothing to guess and nothing to count."""

import re
import secrets

# Crockford's base32: no I, L, O or U, so that it can be read aloud over the telephone.
TEKENS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VORM = re.compile(rf"M-[{TEKENS}]{{8}}")


def nieuwe_referentie() -> str:
    return "M-" + "".join(secrets.choice(TEKENS) for _ in range(8))


def is_referentie(text: str) -> bool:
    return VORM.fullmatch(text) is not None
