"""The menu of the handlers' pages, and the line below them that says what is logged (protocol 48)."""

MENU = (
    ("Zaken", "/zaken"),
    ("Toegangslijst", "/toegangslijst"),
    ("Preventie", "/preventie"),
    ("Vernietiging", "/vernietiging"),
)
VOETREGELS = {
    "Toegangslijst": "Iedere keer dat u deze lijst opent, wordt dat vastgelegd.",
    "Vernietiging": "Iedere keer dat u dit bekijkt of akkoord geeft, wordt dat vastgelegd.",
    "Preventie": "Van elk verzoek bewaren wij wie het vroeg, en wanneer.",
}
VAN_ZAKEN = "Iedere keer dat u een zaak opent, wordt dat vastgelegd."


def menu(titel: str) -> dict[str, object]:
    """Name, address, and whether one is there (`page`) or below it (`true`)."""
    at = {"Zaak": ("Zaken", "true")}.get(titel, (titel, "page"))
    return {
        "menu": [(name, path, at[1] if name == at[0] else "") for name, path in MENU],
        "voetregel": VOETREGELS.get(titel, VAN_ZAKEN),
    }
