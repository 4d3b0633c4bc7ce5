"""Which fields each template takes. A new letter or mail is a file under templates/ and a row here."""

_HEAD = frozenset(
    {
        "organisatie",
        "organisatie_adres",
        "kenmerk",
        "datum",
        "contact_naam",
        "contact_functie",
        "contact_telefoon",
    }
)
_FILED = frozenset({"organisatie", "organisatie_adres", "kenmerk", "datum"})
_SIGNED = frozenset({"ondertekenaar_naam", "ondertekenaar_functie"})
_TO_SOMEBODY = _HEAD | _SIGNED | {"geadresseerde", "aanhef"}
_WHY = frozenset({"gedrag", "ambtsdrager"})
_TALK = _TO_SOMEBODY | _WHY | {"gesprek_datum", "gesprek_plaats"}
_BAN = _TO_SOMEBODY | {"grond", "van", "tot", "zienswijze_dagen", "bezwaar_weken", "bezwaar_adres"}
_POLICE = _HEAD | _WHY | {"grond", "wanneer", "plaats", "agressor", "klachttermijn"}

LETTERS: dict[str, frozenset[str]] = {
    # Protocol 18, 19: who invites whom to what, where and when, and about which behaviour.
    "uitnodiging-stopgesprek": _TALK,
    "uitnodiging-ordegesprek": _TALK,
    # Protocol 20: by the CdK or the stand-in.
    "waarschuwing": _TO_SOMEBODY | _WHY | {"grond"},
    # Protocol 21: reason and proportion, room for a view, the way to object.
    "ontzegging-gebouw": _BAN | _WHY | {"gebouw", "motivering", "evenredigheid"},
    # Protocol 22: two grounds, so two letters.
    "ontzegging-vergadering-toehoorder": _BAN | {"vergadering", "voorzitter"},
    "ontzegging-vergadering-lid": _BAN | {"vergadering", "voorzitter"},
    # Protocol 25: what was damaged, whose it was, what it costs.
    "schadeclaim": _TO_SOMEBODY | {"grond", "eigenaren", "posten", "totaal", "betalen_dagen", "rekening"},
    # Protocol 26: the facts for the police, and the complaint that the betrokkene signs.
    "aangifte-gegevens": _POLICE | _SIGNED | {"geadresseerde", "stap", "bewijs"},
    "klacht": _POLICE,
    # Protocol 38: one page for a closed meeting.
    "besloten-notitie": _HEAD | _WHY | {"vergadering", "woordvoerder"},
    # Protocol 11, 31: to the betrokkene, about what happens and about support.
    "informatie-melder": _TO_SOMEBODY | {"ontvangen", "nood", "politie", "beveiliging"},
    "nazorgbrief": _TO_SOMEBODY | {"ontvangen", "verwijzingen"},
    # Protocol 18: the cause and what was agreed.
    "verslag-gesprek": _FILED
    | _SIGNED
    | _WHY
    | {"gesprek", "gesprek_datum", "agressor", "aanwezig", "oorzaak", "afspraken"},
    # Protocol 46: about no case at all, so it has no reference.
    "welkomstbrief": (_TO_SOMEBODY - {"kenmerk"}) | {"nood", "beveiliging", "meldadres"},
}

# Fields that are a table: each row has these cells.
TABLES: dict[str, frozenset[str]] = {
    "posten": frozenset({"omschrijving", "eigenaar", "bedrag"}),
    "bewijs": frozenset({"nummer", "soort", "sha256"}),
    "verwijzingen": frozenset({"wat"}),
}

# Protocol 40: the subject carries the reference alone; the content is in the letter.
_COVER = frozenset({"organisatie", "kenmerk", "aanhef", "ondertekenaar_naam", "ondertekenaar_functie"})
_PAPER = frozenset({"organisatie", "kenmerk", "contact_naam", "contact_functie", "contact_telefoon"})
_REQUEST = frozenset({"organisatie", "wanneer", "toelichting", "ondertekenaar_naam", "ondertekenaar_functie"})
MAILS: dict[str, frozenset[str]] = {
    "uitnodiging-stopgesprek": _COVER,
    "uitnodiging-ordegesprek": _COVER,
    "waarschuwing": _COVER,
    "ontzegging-gebouw": _COVER,
    "ontzegging-vergadering-toehoorder": _COVER,
    "ontzegging-vergadering-lid": _COVER,
    "schadeclaim": _COVER,
    "aangifte-gegevens": _PAPER,
    "klacht": _PAPER,
    "besloten-notitie": _PAPER,
    "informatie-melder": _COVER,
    "nazorgbrief": _COVER,
    "verslag-gesprek": frozenset({"organisatie", "kenmerk"}),
    # Protocol 43-46: a request, about no case; people add what they want before they send it.
    "welkomstbrief": _REQUEST - {"wanneer", "toelichting"} | {"aanhef"},
    **dict.fromkeys(
        (
            "preventie-risicogesprek",
            "preventie-vergadering",
            "preventie-training",
            "preventie-bijeenkomst",
            "preventie-agendapunt",
            "preventie-collegeperiode",
        ),
        _REQUEST,
    ),
}


def sample(declared: frozenset[str]) -> dict[str, str | list[dict[str, str]]]:
    """Every field filled with its own name, to try a template with."""
    return {
        field: [{cell: cell for cell in TABLES[field]}] if field in TABLES else field for field in declared
    }
