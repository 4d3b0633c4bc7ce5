"""Does a letter name the betrokkene, whoever wrote the words in it? (protocol 14, 17)"""

from plugin.protocol.profiel import Profiel
from plugin.protocol.toegang import may_handle
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Zaak


def names_betrokkene(profiel: Profiel, zaak: Zaak, aan: Geadresseerde, text: str) -> bool:
    """By the name of the account or that of the profile, however it is spaced.

    Who reported a disturbance of order and handles the case acts by office: that person signs, or can be called, by
    name. And `aan`, who gets the letter, may happen to have the same name. Somebody else whose name holds that of the
    betrokkene (a stand-in who signs) is another person, and the title of an office names nobody.
    """
    oid = zaak.betrokkene.oid
    if oid and may_handle(zaak, oid, profiel):
        return False
    known, read, addressee = profiel.persoon(oid), _plain(text), _plain(aan.naam or "")
    names = (_plain(name) for name in (zaak.betrokkene.naam, known and known.naam) if name)
    titles = {_plain(one.titel) for one in profiel.functies.values()}
    others = {_plain(one.naam) for one in profiel.personen if one.oid != oid}
    return any(
        name and name not in addressee and _mentions(read, name, titles | (others - {name})) for name in names
    )


def _mentions(read: str, name: str, anders: set[str]) -> bool:
    """Does the name stand there by itself? `anders` are words that may hold it and mean something else."""
    for words in sorted((one for one in anders if name in one), key=len, reverse=True):
        read = read.replace(words, "")
    return name in read


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
