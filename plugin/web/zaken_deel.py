"""The handler's pages in parts: the list, one case, what stood folded, and who may not enter the building."""

from typing import Any

from flask import Response

from plugin.flows import behandeling, meekijken, uitvoering, zoeken
from plugin.identity import Role
from plugin.protocol.lijst import Lijstvraag, Zoekvraag
from plugin.web import toegang_words, zaken_words
from plugin.web.answer import found
from plugin.web.asked import diensten, wie
from plugin.web.fragments import fragments
from plugin.web.rendering import fragment
from plugin.web.zaak_antwoord import functie, here
from plugin.web.zaak_antwoord import zaak as hele_zaak

zaken_deel = fragments("zaken_deel", "zaken", Role.BEHANDELAAR)
toegang_deel = fragments("toegang_deel", "toegangslijst", Role.BEHANDELAAR)


@zaken_deel.get("")
@zaken_deel.input(Lijstvraag, location="query", arg_name="vraag")
def lijst(vraag: Lijstvraag) -> Response:
    """The cases you may handle; what waits for you on top."""
    page = found(zoeken.zaken(diensten(), wie(), vraag))
    words = zaken_words.lijst(page["items"], functie(), diensten().now(), diensten().profiel)
    name = "zaken_meer" if vraag.volgende else "zaken_lijst"
    return _listed(name, Zoekvraag(**vraag.model_dump()), words, page)


@zaken_deel.post("/zoeken")
@zaken_deel.input(Zoekvraag, arg_name="vraag")
def zoek(vraag: Zoekvraag) -> Response:
    """What fits a question, as one list; the words of the question stand in no address."""
    page = found(zoeken.zaken(diensten(), wie(), vraag))
    words = zaken_words.gevonden(page["items"], functie(), diensten().now(), diensten().profiel)
    return _listed("zaken_lijst", vraag, words, page)


@zaken_deel.get("/<ref>")
def zaak(ref: str) -> Response:
    """One case in full; opening it is logged."""
    return hele_zaak(behandeling.zaak(diensten(), wie(), ref))


@zaken_deel.get("/<ref>/nu")
def zaak_nu(ref: str) -> Response:
    """The case again, for a page that waits for a draft; each look is logged."""
    return hele_zaak(meekijken.opnieuw(diensten(), wie(), ref))


@zaken_deel.get("/<ref>/tekst/<wat>")
def tekst(ref: str, wat: str) -> Response:
    """A text that stood folded."""
    return fragment("zaak_tekst", tekst=here(meekijken.tekst(diensten(), wie(), ref, wat)))


@zaken_deel.get("/<ref>/bewijs/<bewijs_id>/tekst")
def mailtekst(ref: str, bewijs_id: str) -> Response:
    """The words of a mail, as text."""
    return fragment("zaak_mail", mail=here(meekijken.mailtekst(diensten(), wie(), ref, bewijs_id)))


@toegang_deel.get("")
def toegangslijst() -> Response:
    """Name, from, until; nothing else (protocol 27)."""
    bans = uitvoering.toegangslijst(diensten(), wie())
    return fragment("toegangslijst", rijen=toegang_words.rijen(bans["items"], diensten().profiel))


def _listed(name: str, vraag: Zoekvraag, words: dict[str, Any], page: dict[str, Any]) -> Response:
    more = f"/deel/zaken?volgende={page['volgende']}" if page["volgende"] else ""
    words["verder"] = zaken_words.verder(more, page["items"])
    words["taken"] = zaken_words.taken(page["taken"])
    asked = zaken_words.zoekvelden(vraag, diensten().profiel)
    return fragment(name, meer_adres=more, **words, **asked)
