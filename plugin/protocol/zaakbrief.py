"""A letter of the case that is no measure: to the betrokkene, or about a talk; a draft, and a person sends it (protocol 18, 31)."""

from enum import StrEnum

from pydantic import AwareDatetime

from plugin.protocol.maatregel import Brief
from plugin.protocol.tekst import Model
from plugin.protocol.terms import ConceptStatus
from plugin.protocol.toestemming import Geadresseerde


class Zaakbriefsoort(StrEnum):
    """The name of the template, too."""

    INFORMATIE = "informatie-melder"
    NAZORG = "nazorgbrief"
    VERSLAG = "verslag-gesprek"


class Zaakbrief(Model):
    """One such letter. `ondertekenaar` is a function; while nobody can send it, `status` is `bezig`."""

    id: str
    soort: Zaakbriefsoort
    brief: Brief
    ondertekenaar: str
    postvak: str
    geadresseerde: Geadresseerde = Geadresseerde()
    status: ConceptStatus = ConceptStatus.BEZIG
    gemaakt_op: AwareDatetime
    bericht: str | None = None
    document: str | None = None
    web_link: str | None = None
