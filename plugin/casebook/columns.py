"""The lists in SharePoint: their columns, indexes and unique keys. The one place that names a column.

`name` is the internal name, ASCII, that the code uses; the label and the explanation are what people read.
Graph takes at most one type facet for a column and no unique column without an index
(Graph, "columnDefinition resource type").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LIST, LIBRARY = "genericList", "documentLibrary"
STATUSSEN = ("ontvangen", "in_behandeling", "maatregelen", "nazorg", "afgesloten")


@dataclass(frozen=True)
class Column:
    """One column. `rules` are the properties that make it found, unique or required."""

    name: str
    label: str
    facet: Mapping[str, Any]
    rules: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The type facet: text, choice, dateTime or number."""
        return next(iter(self.facet))

    def definition(self) -> dict[str, Any]:
        """The column as Graph wants it."""
        return {
            "name": self.name,
            "displayName": self.label,
            **self.facet,
            **dict.fromkeys(sorted(self.rules), True),
        }

    def lacking(self, found: Mapping[str, Any]) -> frozenset[str]:
        """The rules that the column as it stands in the tenant does not keep."""
        return frozenset(rule for rule in self.rules if not found.get(rule))

    def misfit(self, found: Mapping[str, Any]) -> str:
        """Why the column in the tenant can never hold what it must, in Dutch; empty when it can."""
        there, wanted = found.get(self.kind), self.facet[self.kind]
        if there is None:
            return f"is niet van de soort {self.kind}"
        if there.get("allowMultipleLines", False) != wanted.get("allowMultipleLines", False):
            return "heeft een ander aantal regels tekst"
        if (there.get("maxLength") or wanted.get("maxLength", 0)) < wanted.get("maxLength", 0):
            return f"is korter dan {wanted['maxLength']} tekens"
        if not set(wanted.get("choices", ())) <= set(there.get("choices", ())):
            return "mist een of meer keuzes"
        return ""


@dataclass(frozen=True)
class ListSchema:
    """One list or library; its name is what SharePoint shows."""

    name: str
    explanation: str
    columns: tuple[Column, ...] = ()
    template: str = field(default=LIST)

    def definition(self) -> dict[str, Any]:
        """The list as Graph wants it, columns and all."""
        return {
            "displayName": self.name,
            "description": self.explanation,
            "list": {"template": self.template},
            "columns": [column.definition() for column in self.columns],
        }


INDEXED = frozenset({"indexed"})
KEY = frozenset({"indexed", "enforceUniqueValues", "required"})


def _text(name: str, label: str, length: int, rules: frozenset[str] = frozenset()) -> Column:
    return Column(name, label, {"text": {"allowMultipleLines": False, "maxLength": length}}, rules)


def _long_text(name: str, label: str) -> Column:
    facet = {
        "allowMultipleLines": True,
        "linesForEditing": 6,
        "textType": "plain",
        "appendChangesToExistingText": False,
    }
    return Column(name, label, {"text": facet})


def _choice(name: str, label: str, choices: tuple[str, ...]) -> Column:
    facet = {"allowTextEntry": False, "choices": list(choices), "displayAs": "dropDownMenu"}
    return Column(name, label, {"choice": facet}, INDEXED)


def _moment(name: str, label: str) -> Column:
    return Column(name, label, {"dateTime": {"format": "dateTime", "displayAs": "standard"}}, INDEXED)


def _number(name: str, label: str) -> Column:
    return Column(name, label, {"number": {"decimalPlaces": "none", "displayAs": "number"}})


# A long text is spread over these: one column holds too little for the longest melding or case.
MELDING_COLUMNS = ("Melding", *(f"Melding{number}" for number in range(2, 5)))
STAND_COLUMNS = ("Stand", *(f"Stand{number}" for number in range(2, 9)))

MELDINGEN = ListSchema(
    "Meldingen",
    "Eén regel per melding. Alleen de toepassing schrijft hier.",
    (
        _text("Referentie", "Referentie", 16, KEY),
        _text("Sleutel", "Sleutel tegen dubbel opslaan", 64, KEY),
        _choice("Status", "Status", STATUSSEN),
        _text("Stapel", "Stapel", 16, INDEXED),
        _moment("Ontvangen", "Ontvangen op"),
        _text("Melder", "Melder", 64, INDEXED),
        _text("Betrokkene", "Betrokkene", 64, INDEXED),
        _text("Werk", "Nog te doen op de achtergrond", 64, INDEXED),
        _moment("Aandacht", "Vraagt aandacht vanaf"),
        _text("Agressor", "Kenmerk van de agressor", 64, INDEXED),
        _text("StapelVan", "Stapel van deze behandelaar", 96, INDEXED),
        *(_long_text(name, "De melding") for name in MELDING_COLUMNS),
        *(_long_text(name, "Stand van de zaak") for name in STAND_COLUMNS),
    ),
)
MAATREGELEN = ListSchema(
    "Maatregelen",
    "Eén regel per maatregel. Alleen de toepassing schrijft hier.",
    (
        _text("Sleutel", "Sleutel tegen dubbel opslaan", 64, KEY),
        _text("Referentie", "Referentie", 16, INDEXED),
        _text("Soort", "Soort maatregel", 32, INDEXED),
        _text("Status", "Status", 32, INDEXED),
        _number("Versie", "Versie van de tekst"),
        _moment("Termijn", "Uiterste datum"),
        _moment("Einddatum", "Einddatum"),
    ),
)
LOGBOEK = ListSchema(
    "Logboek",
    "Wie deed wat en wanneer. Regels komen erbij en veranderen niet.",
    (
        _text("Sleutel", "Zaak en nummer van de regel", 80, KEY),
        _text("Referentie", "Referentie", 16, INDEXED),
        _text("Handeling", "Handeling", 64),
        _text("Object", "Waarop", 128),
        _text("Resultaat", "Resultaat", 64),
        _text("Herkomst", "Herkomst", 64),
        _text("Actor", "Wie", 64, INDEXED),
        _moment("Tijd", "Tijdstip"),
        _text("Merk", "Merk tegen ongezien wijzigen", 64),
    ),
)
VERZOEKEN = ListSchema(
    "Verzoeken",
    "Verzoeken om een training, beveiliging of een bijeenkomst. Alleen de toepassing schrijft hier.",
    (
        _text("Sleutel", "Sleutel tegen dubbel opslaan", 64, KEY),
        _text("Soort", "Soort verzoek", 32, INDEXED),
        _moment("Aangevraagd", "Aangevraagd op"),
        _text("Wanneer", "Wanneer", 255),
        _text("Door", "Aangevraagd door", 64),
        _text("Postvak", "Postvak met het concept", 255),
        _long_text("WebLink", "Adres van het concept"),
    ),
)
DOSSIER = ListSchema("Dossier", "Bewijs en brieven, een map per melding.", template=LIBRARY)

# Registratie has no unique key: a key that comes back would tie an anonymous line to a case.
REGISTRATIE = ListSchema(
    "Registratie",
    "Anonieme regels voor het register, per groep van meldingen.",
    (
        _text("Periode", "Periode", 16, INDEXED),
        _text("Groep", "Groep", 64),
        _text("Vorm", "Vorm", 32),
        _text("Editie", "Editie", 32, INDEXED),
        _text("Regel", "Regel", 64, INDEXED),
    ),
)
CIJFERS = ListSchema(
    "Cijfers",
    "Aantallen voor het register. Een leeg aantal is verborgen, omdat het om te weinig meldingen gaat.",
    (
        _text("Periode", "Periode", 16, INDEXED),
        _text("Onderwerp", "Onderwerp", 64, INDEXED),
        _text("Waarde", "Waarde", 64),
        _number("Aantal", "Aantal"),
        _text("Editie", "Editie", 32, INDEXED),
        _text("Regel", "Regel", 64, INDEXED),
    ),
)
PREVENTIE = ListSchema(
    "Preventie",
    "Preventieve maatregelen naast de cijfers. Schrijf hier niets bij: dat gaat via de registerpagina.",
    (
        _text("Kenmerk", "Kenmerk tegen dubbel opslaan", 64, KEY),
        _text("Naam", "Maatregel", 80),
        _text("Jaar", "Vanaf jaar", 4, INDEXED),
        _text("Onderwerp", "Onderwerp", 64),
        _text("Waarde", "Waarde", 64),
    ),
)
JAARRAPPORTEN = ListSchema("Jaarrapporten", "Het jaarrapport van elk jaar, in Word.", template=LIBRARY)

CASE_SITE = (MELDINGEN, MAATREGELEN, LOGBOEK, VERZOEKEN, DOSSIER)
REGISTER_SITE = (REGISTRATIE, CIJFERS, PREVENTIE, JAARRAPPORTEN)
