"""What is told to somebody about whom a melding was made and who asks for it (AVG article 15; protocol 49).

Built from closed words and from what is about that person alone: no text of a melding, no talk, and nobody else's name.
A step towards anybody else than the agressor as the case names that person goes along only when a handler says so.
A restriction for the sake of others (UAVG article 41) is therefore built in, and the text says so.
"""

from collections.abc import Collection, Iterator

from plugin.protocol.berichten import aangeduid, geadresseerde, gedrag
from plugin.protocol.bewaartermijn import Gegevens
from plugin.protocol.profiel import Profiel
from plugin.protocol.tekst import normal_address, normal_name
from plugin.protocol.termijnen import lokale_dag, schrijf_dag
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, Uitvoerder
from plugin.protocol.zaak import Maatregel, Zaak

# Whether somebody went to the police, or told colleagues, is not for the agressor (UAVG article 41).
NIET_AAN_AGRESSOR = (
    MaatregelSoort.AANGIFTE,
    MaatregelSoort.MELDING_POLITIE,
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS,
)
GEDAAN = frozenset({MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND})
HERKOMST = (
    "Van wie de melding deed, en uit de stukken daarbij. Alleen wie de melding behandelt, leest dit; de politie kan "
    "gegevens krijgen. Mensen beslissen wat er gebeurt, geen computer."
)
NIET_ERBIJ = (
    "Wat niet in dit overzicht staat\n"
    "Namen en gegevens van anderen, wat zij vertelden en gesprekken met hen. Dat is om hun rechten te beschermen "
    "(artikel 41 van de Uitvoeringswet AVG).\n\n"
    "Uw rechten\n"
    "U mag vragen om gegevens te verbeteren, te verwijderen of het gebruik te beperken. U mag ook bezwaar maken, en een "
    "klacht indienen bij de Autoriteit Persoonsgegevens.\n"
)


def overzicht(zaak: Zaak, profiel: Profiel, gekozen: Collection[str] = ()) -> str:
    """The overview, in plain words; `gekozen` as for `stappen`."""
    received = schrijf_dag(lokale_dag(zaak.ontvangen_op, profiel.termijnen.tijdzone))
    lines = [
        f"Overzicht van uw gegevens bij de {profiel.organisatie.naam}",
        f"Kenmerk {zaak.referentie}",
        "",
        f"Op {received} kregen wij een melding over {gedrag(zaak)}. Daarin staat u als degene die dit deed.",
        "",
        "Wat wij van u hebben",
        *_person(zaak),
        "",
        "Waarom wij dit hebben",
        "Wij moeten zorgen dat politieke ambtsdragers veilig hun werk kunnen doen (artikel 6, lid 1, onder e, AVG).",
        "",
        "Wat wij tegenover u deden",
        *_steps(stappen(zaak, gekozen)),
        "",
        "Hoe wij hieraan komen, en wie het ziet",
        HERKOMST,
        "",
        "Hoe lang wij dit bewaren",
        _term(profiel),
        "",
        NIET_ERBIJ,
    ]
    return "\n".join(lines)


def stappen(zaak: Zaak, gekozen: Collection[str] = ()) -> tuple[Maatregel, ...]:
    """What was carried out towards this person: of that they know. `gekozen` are ids out of `te_kiezen`."""
    return tuple(one for one in _carried_out(zaak) if _is_theirs(zaak, one) or one.id in gekozen)


def brieven(zaak: Zaak, gekozen: Collection[str] = ()) -> tuple[Maatregel, ...]:
    """Of those steps the ones in which a letter of ours went out: what the melder did alone has none."""
    return tuple(one for one in stappen(zaak, gekozen) if one.uitvoerder is Uitvoerder.PROVINCIE)


def te_kiezen(zaak: Zaak) -> tuple[Maatregel, ...]:
    """What was carried out towards somebody who may be another: only a handler who looks can tell."""
    return tuple(one for one in _carried_out(zaak) if not _is_theirs(zaak, one))


def _carried_out(zaak: Zaak) -> Iterator[Maatregel]:
    """A talk that was called off afterwards included: the invitation reached this person."""
    done = (one for one in zaak.maatregelen if one.status in GEDAAN or one.uitgevoerd_op)
    return (one for one in done if one.soort not in NIET_AAN_AGRESSOR)


def _is_theirs(zaak: Zaak, measure: Maatregel) -> bool:
    """Name and address as far as both are known: at least one of them is, and none differs."""
    known, sent = geadresseerde(zaak), measure.geadresseerde
    alike = []
    if known.naam and sent.naam:
        alike.append(normal_name(known.naam) == normal_name(sent.naam))
    if known.email and sent.email:
        alike.append(normal_address(known.email) == normal_address(sent.email))
    return bool(alike) and all(alike)


def _term(profiel: Profiel) -> str:
    """The longest term of all organs: the term of one would tell whom it was about."""
    terms = [one.jaren for one in profiel.bewaren if one.gegevens is Gegevens.ZAAK]
    known = [years for years in terms if years]
    if not known or len(known) < len(terms):
        return "De bewaartermijn wordt nog vastgesteld. Vraag ons ernaar."
    return f"Hoogstens {max(known)} jaar nadat de zaak is gesloten, of langer als er dan nog een rechtszaak loopt."


def _person(zaak: Zaak) -> Iterator[str]:
    known = geadresseerde(zaak)
    yield f"- Hoe wij u kennen: {aangeduid(known)}"
    if known.email:
        yield f"- E-mailadres: {known.email}"
    yield f"- Aantal bewaarde stukken, zoals mails of foto's: {len(zaak.bewijs)}"


def _steps(done: tuple[Maatregel, ...]) -> Iterator[str]:
    for one in done:
        day = schrijf_dag(one.uitgevoerd_op) if one.uitgevoerd_op else "een onbekende dag"
        end = f", tot en met {schrijf_dag(one.einddatum)}" if one.einddatum else ""
        yield f"- {one.soort.replace('_', ' ')} op {day}{end}. Grond: {one.grond}."
    if not done:
        yield "- Niets."
