"""What went wrong, in a sentence one can act on (RFC 9457); never a word of what was sent."""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app

MEDIA = "application/problem+json"

TITLES = {
    400: "Niet te lezen",
    401: "Niet aangemeld",
    403: "Geen toegang",
    404: "Niet gevonden",
    405: "Kan hier niet",
    408: "Duurde te lang",
    409: "Kan nu niet",
    413: "Te groot",
    415: "Verkeerde soort",
    422: "Klopt niet",
    428: "Versie ontbreekt",
    429: "Te veel",
    500: "Fout bij ons",
    503: "Even niet bereikbaar",
}
DETAILS = {
    400: "De vraag is niet te lezen. Controleer de opmaak en verstuur hem opnieuw.",
    401: "Uw aanmelding is verlopen of ontbreekt. Meld u opnieuw aan.",
    403: "U hebt hiervoor geen rol. Vraag de beheerder om de juiste rol.",
    404: "Dit bestaat niet, of het is niet voor u. Controleer het adres.",
    405: "Dit kan niet op dit adres. Kijk in de beschrijving wat hier wel kan.",
    408: "Het versturen duurde te lang. Probeer het opnieuw.",
    409: "Dit kan nu niet. Lees de gegevens opnieuw.",
    413: "Dit is te groot. Stuur minder of kleinere bestanden, of een kortere tekst.",
    415: "Deze soort inhoud kan hier niet. Kijk in de beschrijving wat hier wel kan.",
    422: "Wat u stuurde klopt niet. Pas het aan en verstuur het opnieuw.",
    428: "Lees de zaak opnieuw en stuur de versie die u las mee als If-Match.",
    500: "Er ging iets mis aan onze kant. Probeer het opnieuw; blijft het misgaan, geef de beheerder dan het nummer.",
    503: "De dienst is even niet bereikbaar. Probeer het straks opnieuw.",
}


class Problem(Exception):
    """Ends the request with this answer; `extra` members stand beside `detail`."""

    def __init__(
        self, status: int, detail: str = "", headers: Mapping[str, str] | None = None, **extra: Any
    ) -> None:
        super().__init__(status)
        self.status = status
        self.detail = detail or DETAILS.get(status, DETAILS[400 if status < 500 else 500])
        self.headers = dict(headers or {})
        self.extra = extra

    def answer(self) -> Response:
        title = TITLES.get(self.status, TITLES[400 if self.status < 500 else 500])
        body = {
            "type": "about:blank",
            "title": title,
            "status": self.status,
            "detail": self.detail,
            **self.extra,
        }
        return Response(current_app.json.dumps(body), self.status, self.headers, content_type=MEDIA)


def not_there() -> Problem:
    """Unknown and not yours read alike."""
    return Problem(404)


def later(seconds: float | None = None) -> Problem:
    return Problem(503, headers={"Retry-After": str(max(1, round(seconds or 5)))})
