"""Which fields each template takes. A new letter or mail is a file under templates/ and a row here."""

LETTERS: dict[str, frozenset[str]] = {
    # Protocol 18: who invites whom to what, where and when, and about which behaviour.
    "uitnodiging-stopgesprek": frozenset(
        {
            "organisatie",
            "organisatie_adres",
            "kenmerk",
            "datum",
            "geadresseerde",
            "aanhef",
            "gedrag",
            "ambtsdrager",
            "gesprek_datum",
            "gesprek_plaats",
            "contact_naam",
            "contact_functie",
            "contact_telefoon",
            "ondertekenaar_naam",
            "ondertekenaar_functie",
        }
    ),
}

MAILS: dict[str, frozenset[str]] = {
    # Protocol 40: the subject carries the reference alone; the content is in the letter.
    "uitnodiging-stopgesprek": frozenset(
        {"organisatie", "kenmerk", "aanhef", "ondertekenaar_naam", "ondertekenaar_functie"}
    ),
}
