"""What the API answers when it goes well, for its description: status, fields, headers."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
FILE: Schema = {"type": "string", "format": "binary"}


def _fields(**properties: Schema) -> Schema:
    """An object that has at least these."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_of(*words: str) -> Schema:
    return {"type": "string", "enum": list(words)}


PHASE = _one_of("verzegeld", "opgeslagen", "gemeld")
DRAFT = _one_of("bezig", "gereed", "ingetrokken")
EVIDENCE = _fields(id=TEXT, naam=TEXT, sha256=TEXT, bytes=WHOLE)
QUESTION = _fields(id=TEXT, soort=TEXT, status=TEXT, versie=WHOLE, vraag=MAYBE_TEXT, tekst=MAYBE_TEXT)
CONTACT = _fields(naam=TEXT, functie=TEXT, telefoon=TEXT)
RECEIPT = _fields(referentie=TEXT, ontvangen_op=MOMENT, contact=CONTACT, volgende_stappen=_list(TEXT))
OWN = _fields(
    referentie=TEXT, status=TEXT, verwerking=PHASE, maatregelen=_list(QUESTION), bewijs=_list(EVIDENCE)
)
LINE = _fields(referentie=TEXT, status=TEXT, ontvangen_op=MOMENT, etag=TEXT)
CASE = _fields(
    referentie=TEXT, status=TEXT, etag=TEXT, melding={"type": "object"}, bewijs=_list(EVIDENCE),
    gesprekken=_list({"type": "object"}), maatregelen=_list({"type": "object"}),
)  # fmt: skip
PROPOSED = _fields(id=TEXT, versie=WHOLE, status=TEXT)
ENTRY = _fields(
    nummer=WHOLE, handeling=TEXT, object=TEXT, resultaat=TEXT, herkomst=TEXT, actor=TEXT, tijd=MOMENT
)
ASKED = _fields(id=TEXT, soort=TEXT, aangevraagd_op=MOMENT, webLink=MAYBE_TEXT)
BAN = _fields(naam=TEXT, van=TEXT, tot=TEXT)

VERSIONED = {"ETag": {"description": "De versie van de zaak", "required": True, "schema": TEXT}}
PLACED = {"Location": {"description": "Het adres van de melding", "required": True, "schema": TEXT}}
JSON, OCTETS = "application/json", "application/octet-stream"
PICTURE = "image/jpeg"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEASURE = "/api/zaken/{ref}/maatregelen/{maatregel_id}"


def _outcome(
    status: str, said: str, schema: Schema, *, media: str = JSON, headers: Schema | None = None
) -> Schema:
    answer: Schema = {"description": said, "content": {media: {"schema": schema}}}
    return {status: answer | ({"headers": headers} if headers else {})}


OUTCOMES: dict[tuple[str, str], Schema] = {
    ("post", "/api/meldingen"): _outcome("202", "Verzegeld en bewaard", RECEIPT, headers=PLACED),
    ("get", "/api/meldingen"): _outcome("200", "Uw meldingen", _fields(items=_list(OWN), volgende=MAYBE_TEXT)),
    ("get", "/api/meldingen/{ref}"): _outcome("200", "Uw melding", OWN),
    ("post", "/api/meldingen/{ref}/maatregelen/{maatregel_id}/toestemming"): _outcome("200", "Uw antwoord staat", OWN),
    ("post", "/api/meldingen/{ref}/bevestiging"): _outcome(
        "200", "Vastgelegd", _fields(referentie=TEXT, bevestigd={"type": "boolean"})
    ),
    ("post", "/api/meldingen/{ref}/bewijs"): _outcome(
        "202", "Verzegeld en bewaard", _fields(referentie=TEXT, bewijs=_list({"type": "object"}))
    ),
    ("post", "/api/meldingen/{ref}/aanvullingen"): _outcome("201", "Toegevoegd", OWN),
    ("post", "/api/meldingen/{ref}/wensen"): _outcome("200", "Uw wensen staan", OWN),
    ("put", "/api/concept"): _outcome("200", "Bewaard", _fields(bewaard={"type": "boolean"})),
    ("get", "/api/concept"): _outcome("200", "Wat u begon", {"type": "object"}),
    ("delete", "/api/concept"): {"204": {"description": "Weg"}},
    ("get", "/api/mijn-gegevens"): _outcome("200", "Uw gegevens", FILE, media="application/zip"),
    ("get", "/api/zaken"): _outcome("200", "Uw zaken", _fields(items=_list(LINE), volgende=MAYBE_TEXT)),
    ("get", "/api/zaken/{ref}"): _outcome("200", "De zaak", CASE, headers=VERSIONED),
    ("post", "/api/zaken/{ref}/gesprekken"): _outcome("201", "Vastgelegd", CASE, headers=VERSIONED),
    ("post", "/api/zaken/{ref}/maatregelen"): _outcome("201", "Voorgesteld", PROPOSED, headers=VERSIONED),
    ("post", f"{MEASURE}/concept"): _outcome("202", "Onderweg of klaar", _fields(status=DRAFT), headers=VERSIONED),
    ("get", f"{MEASURE}/document"): _outcome("200", "De brief", FILE, media=WORD),
    **{
        ("post", f"/api/zaken/{{ref}}/{act}"): _outcome(status, "De zaak zoals zij nu is", CASE, headers=VERSIONED)
        for act, status in (
            ("nazorg", "201"), ("orde", "201"), ("sluiten", "200"), ("dreiging", "200"), ("overdragen", "200"),
            ("agressor", "200"), ("betrokkene", "200"), ("taken", "200"),
        )
    },
    ("put", f"{MEASURE}/document"): _outcome("200", "Overgenomen", PROPOSED, headers=VERSIONED),
    ("post", f"{MEASURE}/uitgevoerd"): _outcome("200", "Vastgelegd", CASE, headers=VERSIONED),
    ("post", f"{MEASURE}/afgerond"): _outcome("200", "Vastgelegd", CASE, headers=VERSIONED),
    ("post", "/api/zaken/{ref}/woordvoering"): _outcome("201", "Vastgelegd", CASE, headers=VERSIONED),
    ("post", "/api/zaken/{ref}/brieven"): _outcome("202", "Onderweg", CASE, headers=VERSIONED),
    ("get", "/api/zaken/{ref}/brieven/{brief_id}/document"): _outcome("200", "De brief", FILE, media=WORD),
    ("post", f"{MEASURE}/verslag"): _outcome("202", "Onderweg", CASE, headers=VERSIONED),
    ("post", f"{MEASURE}/betalingen"): _outcome("201", "Vastgelegd", CASE, headers=VERSIONED),
    ("post", f"{MEASURE}/reacties"): _outcome("201", "Vastgelegd", CASE, headers=VERSIONED),
    ("post", f"{MEASURE}/afgezegd"): _outcome("200", "Vastgelegd", CASE, headers=VERSIONED),
    ("post", f"{MEASURE}/vervallen"): _outcome("200", "Vastgelegd", CASE, headers=VERSIONED),
    ("get", "/api/vernietiging"): _outcome("200", "Wat weg kan", _fields(items=_list({"type": "object"}))),
    ("post", "/api/vernietiging/{ref}/akkoord"): _outcome(
        "200", "Uw akkoord staat", _fields(referentie=TEXT, akkoord=WHOLE), headers=VERSIONED
    ),
    ("post", "/api/zaken/{ref}/beperken"): _outcome("200", "De zaak zoals zij nu is", CASE, headers=VERSIONED),
    ("post", "/api/zaken/{ref}/vasthouden"): _outcome("200", "De zaak zoals zij nu is", CASE, headers=VERSIONED),
    ("get", "/api/logboek"): _outcome("200", "Wie deed wat", _fields(zaak=TEXT, items=_list(ENTRY))),
    ("post", "/api/verzoeken"): _outcome("201", "Gevraagd", ASKED),
    ("get", "/api/verzoeken"): _outcome("200", "Wat er is gevraagd", _fields(items=_list(ASKED))),
    ("get", "/api/toegangslijst"): _outcome("200", "Wie er niet in mag", _fields(items=_list(BAN))),
    ("get", "/api/zaken/{ref}/inzage.zip"): _outcome("200", "De kopie", FILE, media="application/zip"),
    ("get", "/api/zaken/{ref}/dossier.zip"): _outcome("200", "Het dossier", FILE, media="application/zip"),
    ("get", "/api/zaken/{ref}/bewijs/{bewijs_id}"): _outcome("200", "Het origineel", FILE, media=OCTETS),
    ("get", "/api/zaken/{ref}/bewijs/{beeld_id}/voorbeeld"): _outcome("200", "Het voorbeeld", FILE, media=PICTURE),
}  # fmt: skip
