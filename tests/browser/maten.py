"""Each picture of the guides by its name, with the size in which it is made."""

PANE, PHONE = {"width": 320, "height": 760}, {"width": 390, "height": 800}
DESK, LONG = {"width": 1280, "height": 860}, {"width": 1280, "height": 1500}
SIZES = {
    "outlook": {"width": 1280, "height": 720},
    **dict.fromkeys(
        [
            "pane-mail",
            "pane-wat",
            "pane-donker",
            "pane-wens",
            "pane-klopt",
            "pane-versturen",
            "pane-ontvangst",
            "pane-start",
            "pane-fout",
            "pane-begonnen",
        ],
        PANE,
    ),
    **dict.fromkeys(
        [
            "telefoon-melden",
            "telefoon-lijst",
            "telefoon-vraag",
            "telefoon-ja",
            "telefoon-toevoegen",
            "telefoon-hulp",
            "telefoon-hulp-zonder-internet",
            "telefoon-zaken",
            "telefoon-zaak",
        ],
        PHONE,
    ),
    **dict.fromkeys(
        ["zaken", "gesprek", "maatregel-kiezen", "maatregel-voorstel", "brief", "register"], DESK
    ),
    "zaak": LONG,
}
