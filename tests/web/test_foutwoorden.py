"""A refusal on a page uses the names of the page."""

import pytest

from plugin.web.foutwoorden import zin


@pytest.mark.parametrize(
    ("veld", "regel", "said"),
    [
        ("reden", "ontbreekt", "De reden ontbreekt."),
        ("datum", "geef een dag, zoals 2026-11-24", "De dag: geef een dag, zoals 2026-11-24."),
        ("tot", "een ontzegging heeft een einddatum", "De laatste dag: een ontzegging heeft een einddatum."),
        ("details", "details.posten.0.bedrag klopt niet", "Het bedrag klopt niet."),
        ("details", "details.geadresseerde.email klopt niet", "Het e-mailadres klopt niet."),
        ("(onbekend veld)", "dit veld kennen wij niet", "(onbekend veld): dit veld kennen wij niet."),
    ],
)
def test_a_field_is_called_as_the_page_calls_it(veld: str, regel: str, said: str) -> None:
    problem = {"detail": "Pas dit aan.", "fouten": [{"veld": veld, "regel": regel}]}
    assert zin(problem) == f"Er is nog iets nodig. {said}"


def test_a_rule_that_says_no_keeps_its_sentence() -> None:
    assert zin({"detail": "Deze zaak is gesloten. Er kan niets meer bij."}).startswith(
        "Deze zaak is gesloten."
    )
