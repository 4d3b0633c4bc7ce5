"""Do words of a person name the betrokkene in a letter? (protocol 14, 17)"""

import re

from plugin.protocol.profiel import Profiel
from plugin.protocol.tekst import normal_name
from plugin.protocol.terms import Route
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Zaak


def times_named(profiel: Profiel, zaak: Zaak, aan: Geadresseerde, text: str) -> int:
    """How often, by the name of the account or that of the profile, however it is written.

    Who reported a disturbance of order did so by office, and may be named. `aan`, who gets the letter, may happen to
    have the same name. Somebody else whose name holds that of the betrokkene (a stand-in who signs) is another
    person, and the title of an office names nobody.
    """
    if zaak.melding.route is Route.ORDEVERSTORING and not zaak.namens_ander:
        return 0
    oid = zaak.betrokkene.oid
    known, addressee = profiel.persoon(oid), normal_name(aan.naam or "")
    names = {normal_name(name) for name in (zaak.betrokkene.naam, known and known.naam) if name}
    titles = {normal_name(one.titel) for one in profiel.functies.values()}
    others = {normal_name(one.naam) for one in profiel.personen if one.oid != oid} - names
    wanted = (name for name in names if name and not _found(name, addressee))
    return sum(_times(name, normal_name(text), titles | others) for name in wanted)


def _times(name: str, text: str, anders: set[str]) -> int:
    """As words of their own. `anders` are words that may hold the name and mean something else."""
    for words in sorted((one for one in anders if name in one), key=len, reverse=True):
        text = text.replace(words, "")
    return len(_found(name, text))


def _found(name: str, text: str) -> list[str]:
    return re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)
