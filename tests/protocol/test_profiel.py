"""One file holds all that differs between organisations; what is wrong in it is said in a Dutch sentence."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from plugin.protocol.profiel import Profiel, ProfielError
from plugin.protocol.profielfouten import zin
from plugin.protocol.routering import verdeel
from tests.protocol.bouwstenen import CDK, GRIFFIER, ONBEKEND, PROFILES, een_melding

Change = Callable[[dict[str, Any]], Any]
ENGLISH = re.compile(r"\b(Field|Input|should|String|Value error|Extra|required|Expected|Invalid|at line)\b")


@pytest.mark.parametrize("name", sorted(path.name for path in PROFILES.glob("*.toml")))
def test_each_profile_that_is_delivered_can_be_used(name: str) -> None:
    profiel = Profiel.load(PROFILES / name)

    assert profiel.registerregels.k >= 5
    assert profiel.nummers.nood == "112"
    signer = profiel.routering.ondertekenaar
    assert {
        signer,
        "griffier",
        *profiel.routering.plaatsvervangers.values(),
    } <= profiel.routering.behandelaars
    assert verdeel(een_melding(), ONBEKEND, (), profiel).lezers == (signer, "griffier")


def test_all_profiles_are_there() -> None:
    assert {path.name for path in PROFILES.glob("*.toml")} == {
        "demo.toml",
        "provincie-utrecht.toml",
        "voorbeeldgemeente.toml",
    }


def test_an_organisation_with_other_offices_needs_no_other_code(inhoud: dict[str, Any]) -> None:
    names = {
        "cdk": "burgemeester",
        "loco_cdk": "loco_burgemeester",
        "provinciesecretaris": "gemeentesecretaris",
    }
    text = (PROFILES / "demo.toml").read_text(encoding="utf-8")
    for old, new in names.items():
        text = re.sub(rf"\b{old}\b(?!@)", new, text)
    gemeente = Profiel.model_validate(tomllib.loads(text))
    told = een_melding(agressor={"hoedanigheid": "ambtsdrager", "oid": CDK})

    assert verdeel(told, ONBEKEND, (), gemeente).lezers == ("loco_burgemeester", "griffier")


def test_persons_are_found_by_id_and_office(profiel: Profiel) -> None:
    assert profiel.functie_van(GRIFFIER) == "griffier"
    assert profiel.functie_van(ONBEKEND) == "statenlid"
    assert profiel.persoon(ONBEKEND) is profiel.persoon(None) is None
    assert profiel.met_functie("wethouder") is None


def remove(*path: Any) -> Change:
    def change(content: Any) -> None:
        for part in path[:-1]:
            content = content[part]
        del content[path[-1]]

    return change


def put(*path_and_value: Any) -> Change:
    *path, last, value = path_and_value

    def change(content: Any) -> None:
        for part in path:
            content = content[part]
        content[last] = value

    return change


FOUTEN = [
    ("a missing part", remove("routering"), "routering ontbreekt."),
    ("a missing entry", remove("organisatie", "naam"), "organisatie, naam ontbreekt."),
    ("a missing entry of the third person", remove("personen", 2, "oid"), "personen nr. 3, oid ontbreekt."),
    ("an unknown part", put("kleuren", {}), "kleuren kennen wij niet; is de naam goed gespeld?"),
    ("an unknown entry", put("nummers", "brandweer", "112"), "nummers, brandweer kennen wij niet"),
    ("an unknown entry of a function", put("functies", "cdk", "politek", True), "functies, cdk, politek kennen wij niet"),
    ("a number for a text", put("nummers", "nood", 112), "nummers, nood moet tekst zijn"),
    ("an empty text", put("organisatie", "naam", " "), "organisatie, naam mag niet leeg zijn"),
    ("a text that is too long", put("organisatie", "naam", "x" * 10_001), "hoogstens 10000 tekens"),
    ("a text for a number", put("termijnen", "lezen_werkuren", "vier"), "termijnen, lezen_werkuren moet een geheel getal"),
    ("a fraction for a number", put("register", "k", 5.5), "register, k moet een geheel getal zijn."),
    ("a list for a number", put("register", "k", [5]), "register, k moet een geheel getal zijn"),
    ("a number that is too low", put("register", "k", 4), "register, k moet minstens 5 zijn."),
    ("a batch that is too small", put("register", "kleinste_partij", 1), "kleinste_partij moet minstens 5 zijn."),
    ("a number that is too high", put("termijnen", "stopgesprek_werkdagen", 61), "mag hoogstens 60 zijn."),
    ("a week that is none", put("termijnen", "nazorg_weken", [1, 0]), "termijnen, nazorg_weken nr. 2 moet minstens 1 zijn."),
    ("a word for yes or no", put("functies", "cdk", "politiek", "soms"), "functies, cdk, politiek moet true of false zijn"),
    ("a list for yes or no", put("functies", "cdk", "politiek", []), "functies, cdk, politiek moet true of false zijn"),
    ("one word for a list", put("routering", "contact", "griffier"), "routering, contact moet een lijst zijn"),
    ("a text for a part", put("organisatie", "provincie"), "organisatie moet een tabel zijn"),
    ("a text for a table", put("functies", "cdk"), "functies moet een tabel zijn"),
    ("an object id that is none", put("personen", 0, "oid", "cdk"), "personen nr. 1, oid heeft niet de goede vorm."),
    ("a colour that is none", put("organisatie", "huiskleur", "blauw"), "organisatie, huiskleur heeft niet de goede vorm."),
    ("an address that is none", put("personen", 0, "adres", "cdk"), "personen nr. 1, adres klopt niet: dit is geen e-mailadres."),
    ("an alias that is none", put("personen", 0, "aliassen", ["x@y", "z"]), "personen nr. 1, aliassen nr. 2 klopt niet"),
    ("a mailbox that is none", put("postvakken", "griffie", "griffie"), "postvakken, griffie klopt niet: dit is geen"),
    ("a name of a function in capitals", put("functies", "CDK", {"titel": "x", "met_lidwoord": "x"}),
     "de naam functies, CDK heeft niet de goede vorm."),
    ("a time zone that does not exist", put("termijnen", "tijdzone", "Europe/Utrecht"), "termijnen, tijdzone klopt niet: deze tijdzone"),
    ("a time zone that is a path", put("termijnen", "tijdzone", "../UTC"), "termijnen, tijdzone klopt niet: deze tijdzone"),
    ("a time zone that is a region", put("termijnen", "tijdzone", "Europe"), "termijnen, tijdzone klopt niet: deze tijdzone"),
    ("a person with an unknown function", put("personen", 0, "functie", "wethouder"), "de functie wethouder staat niet onder functies."),
    ("an unknown receiver", put("routering", "ontvangers", "cdk", ["wethouder"]), "de functie wethouder staat niet onder functies."),
    ("an unknown row", put("routering", "ontvangers", "wethouder", ["cdk"]), "de functie wethouder staat niet onder functies."),
    ("an unknown stand-in", put("routering", "plaatsvervangers", "griffier", "plv_griffier"), "de functie plv_griffier staat niet"),
    ("an unknown first reader", put("routering", "eerste_lezers", ["raadsgriffier"]), "de functie raadsgriffier staat niet"),
    ("an unknown signatory", put("routering", "ondertekenaar", "burgemeester"), "de functie burgemeester staat niet"),
    ("an unknown beheerder", put("routering", "beheerder", "ict"), "de functie ict staat niet onder functies."),
    ("an office of the beheerder that nobody holds", put("personen", 8, "functie", "statenlid"),
     "niemand heeft de functie beheerder, en die krijgt bericht als iets blijft liggen."),
    ("a short name without an article", put("organisatie", "kort", "provincie"), "organisatie, kort heeft niet de goede vorm."),
    ("an unknown ordinary office", put("routering", "gewone_functie", "raadslid"), "de functie raadslid staat niet"),
    ("no row for everybody else", remove("routering", "ontvangers", "anders"), "routering, ontvangers mist de rij anders."),
    ("a row without receivers", put("routering", "ontvangers", "cdk", []), "routering, ontvangers, cdk moet minstens 1 waarde hebben."),
    ("one object id for two persons", put("personen", 1, "oid", CDK), f"de oid {CDK} staat bij twee personen."),
    ("one address for two persons", put("personen", 1, "adres", "CDK+x@provincie.example"),
     "het adres cdk@provincie.example staat bij twee personen."),
    ("one address as the alias of another", put("personen", 1, "aliassen", ["griffier@provincie.example"]),
     "het adres griffier@provincie.example staat bij twee personen."),
    ("two terms for all others", put("bewaren", 0, "functies", []),
     "bewaren klopt niet: voor zaak staat er meer dan één termijn zonder functies."),
    ("two terms for one office", put("bewaren", 1, "functies", ["griffier", "cdk"]),
     "bewaren klopt niet: voor zaak staat er meer dan één termijn met de functie cdk."),
    ("a receiver of what is about themselves", put("routering", "ontvangers", "cdk", ["loco_cdk", "cdk"]),
     "routering klopt niet: bij ontvangers van cdk staat cdk zelf; noem een ander."),
    ("a stand-in of themselves", put("routering", "plaatsvervangers", "cdk", "cdk"),
     "routering klopt niet: de plaatsvervanger van cdk is cdk zelf; noem een ander."),
    ("an office that handles cases held twice", put("personen", 4, "functie", "griffier"),
     "de functie griffier staat bij twee personen, en behandelt zaken."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "sentence"), [pytest.param(*row[1:], id=row[0]) for row in FOUTEN])
def test_what_is_wrong_is_said_in_dutch_and_names_the_entry(
    inhoud: dict[str, Any], change: Change, sentence: str
) -> None:
    change(inhoud)
    with pytest.raises(ValidationError) as caught:
        Profiel.model_validate(inhoud)
    said = zin(caught.value)

    assert sentence in said
    assert said.endswith(".")
    assert not said.endswith("..")
    assert not ENGLISH.search(said), said


def test_the_value_that_was_refused_is_not_repeated(inhoud: dict[str, Any]) -> None:
    put("personen", 0, "oid", "PLANTWOORD")(inhoud)
    with pytest.raises(ValidationError) as caught:
        Profiel.model_validate(inhoud)

    assert "PLANTWOORD" not in zin(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"[organisatie\nnaam = 1", "is geen geldige TOML: kijk bij regel 1, teken 13.", id="no TOML"),
        pytest.param(b"[organisatie]\nnaam = \"half", "is geen geldige TOML: kijk bij het einde.", id="cut off"),
        pytest.param("naam = 'café'".encode("latin-1"), "is geen tekst in UTF-8.", id="another encoding"),
        pytest.param(b"", "is niet goed: organisatie ontbreekt.", id="empty"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_as_a_profile_is_named(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "profiel.toml"
    file.write_bytes(content)
    with pytest.raises(ProfielError) as caught:
        Profiel.load(file)

    assert str(caught.value) == f"Het profiel {file} {sentence}"


@pytest.mark.parametrize("name", ["bestaat-niet.toml", "."])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProfielError) as caught:
        Profiel.load(tmp_path / name)

    assert str(caught.value) == f"Het profiel {tmp_path / name} is niet te lezen."
