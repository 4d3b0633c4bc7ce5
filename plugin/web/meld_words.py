"""The words of /meld for a frightened person: everyday terms, while handlers see those of the field."""

from typing import Any

from plugin.protocol import berichten
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import (
    Aard,
    Functiegebonden,
    Hoedanigheid,
    Kanaal,
    Locatie,
    Ordestap,
    Route,
    WensAgressor,
    WensZelf,
)
from plugin.web.eigen_woorden import eigen
from plugin.web.words import bel, hoofdletter

AARD = {
    Aard.BEDREIGING: "Dreigen",
    Aard.INTIMIDATIE: "Bang maken of onder druk zetten",
    Aard.BELEDIGING: "Schelden of beledigen",
    Aard.DISCRIMINATIE: "Discrimineren",
    Aard.EER_EN_GOEDE_NAAM: "Kwaadspreken",
    Aard.REPUTATIESCHADE: "Naam beschadigen",
    Aard.LICHAMELIJK_LETSEL: "Pijn of letsel",
    Aard.VERNIELING: "Iets kapotmaken",
}
ROUTES = (
    (
        Route.HULP,
        "Help en vervolg",
        "Wij nemen contact met u op. Samen bespreekt u wat er gebeurt.",
    ),
    (Route.OVERLEG, "Eerst overleggen", "U twijfelt. U praat er eerst over."),
    (
        Route.REGISTRATIE,
        "Alleen registreren",
        "Wij tellen uw melding mee, zonder naam. U krijgt wel een aanbod voor steun.",
    ),
)
WENSEN_ZELF = {
    WensZelf.STEUN: "Steun",
    WensZelf.GESPREK: "Een gesprek",
    WensZelf.PROFESSIONELE_HULP: "Professionele hulp",
    WensZelf.HULP_FAMILIE: "Hulp voor mijn familie",
    WensZelf.VEILIGHEID: "Praktische veiligheid",
}
WENSEN_AGRESSOR = (
    (WensAgressor.NOG_GEEN_KEUZE, "Nog geen keuze", ""),
    (WensAgressor.NIETS, "Niets", ""),
    (WensAgressor.STOPGESPREK, "Stopgesprek", "{Ondertekenaar} zegt: dit moet stoppen."),
    (WensAgressor.ORDEGESPREK, "Ordegesprek", "Hetzelfde, lichter."),
    (WensAgressor.WAARSCHUWING, "Waarschuwing per brief", ""),
    (WensAgressor.ONTZEGGING_GEBOUW, "Niet meer in {gebouw}", ""),
    (WensAgressor.ONTZEGGING_VERGADERING, "Niet meer bij de vergadering", ""),
    (WensAgressor.SCHADE, "Schade terugvragen", ""),
    (WensAgressor.MELDING_POLITIE, "Melding bij de politie", ""),
    (WensAgressor.AANGIFTE, "Aangifte", ""),
)
LOCATIES = {
    Locatie.PROVINCIEHUIS: "In {gebouw}",
    Locatie.ELDERS: "Ergens anders",
    Locatie.ONLINE: "Online",
    Locatie.PRIVE: "Thuis of privé",
}
KANALEN = {
    Kanaal.EMAIL: "E-mail",
    Kanaal.SOCIAL_MEDIA: "Sociale media",
    Kanaal.TELEFOON: "Telefoon",
    Kanaal.BRIEF: "Brief",
    Kanaal.PERSOONLIJK: "Persoonlijk",
    Kanaal.VERGADERING: "In een vergadering",
}
HOEDANIGHEDEN = {
    Hoedanigheid.ONBEKEND: "Weet ik niet",
    Hoedanigheid.BURGER: "Een burger",
    Hoedanigheid.COLLECTIEF: "Een groep",
    Hoedanigheid.NAMENS_ORGANISATIE: "Iemand namens een bedrijf of organisatie",
    Hoedanigheid.AMBTSDRAGER: "Een politieke ambtsdrager",
}
FUNCTIEGEBONDEN = {
    Functiegebonden.JA: "Ja",
    Functiegebonden.NEE: "Nee",
    Functiegebonden.ONDUIDELIJK: "Weet ik niet",
}
ORDE = {
    Ordestap.SCHORSEN: "Geschorst",
    Ordestap.DOEN_VERTREKKEN: "Laten vertrekken",
    Ordestap.TOT_ORDE_ROEPEN: "Tot de orde geroepen",
    Ordestap.WOORD_ONTNOMEN: "Woord ontnomen",
    Ordestap.VERWIJDERD: "Verwijderd",
}


def words(profiel: Profiel) -> dict[str, Any]:
    """What the shell of /meld says to everybody."""
    return {
        "aard": AARD,
        "routes": ROUTES,
        "wensen_zelf": WENSEN_ZELF,
        "wensen_agressor": [
            (wens, eigen(name, profiel), eigen(hint, profiel)) for wens, name, hint in WENSEN_AGRESSOR
        ],
        "locaties": {place: eigen(name, profiel) for place, name in LOCATIES.items()},
        "kanalen": KANALEN,
        "hoedanigheden": HOEDANIGHEDEN,
        "functiegebonden": FUNCTIEGEBONDEN,
        "orde": ORDE,
        "lezers": [
            (functie, hoofdletter(profiel.functies[functie].met_lidwoord))
            for functie in profiel.routering.keuze
        ],
        "uitzonderingen": berichten.UITZONDERINGEN,
        "al_gezegd": _said_elsewhere(profiel),
        "bel": bel,
    }


def _said_elsewhere(profiel: Profiel) -> list[str]:
    """Sentences of the receipt that the page already shows in another form."""
    steps = berichten.volgende_stappen(Route.HULP, "-", profiel)
    return [*steps[:2], *berichten.UITZONDERINGEN]
