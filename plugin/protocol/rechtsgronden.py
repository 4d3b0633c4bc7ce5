"""What the profile says of measures: legal grounds, the words of the meeting, objection (protocol 18-28)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from plugin.protocol.tekst import Model, Tekst


class Gronden(Model):
    """The ground that each measure prints. Provinces, municipalities and water boards each have their own."""

    stopgesprek: Tekst
    ordegesprek: Tekst
    waarschuwing: Tekst
    ontzegging_gebouw: Tekst
    ontzegging_toehoorder: Tekst
    ontzegging_lid: Tekst
    schade: Tekst
    melding_politie: Tekst
    aangifte: Tekst
    klacht: Tekst
    informeren: Tekst


class Vergadering(Model):
    """Who meets, who keeps order there, and when there are public meetings (protocol 44)."""

    volksvertegenwoordiging: Tekst
    bestuur: Tekst
    voorzitter: Tekst
    data: tuple[date, ...] = ()


class Bezwaar(Model):
    """How the agressor gives a view, and objects."""

    weken: Annotated[int, Field(ge=1, le=26)] = 6
    zienswijze_dagen: Annotated[int, Field(ge=1, le=60)] = 14
    adres: Tekst


class Duur(Model):
    """How long a measure may last, and how long somebody has to file a complaint with the police."""

    ontzegging_gebouw_dagen: Annotated[int, Field(ge=1, le=3660)] = 365
    ontzegging_vergadering_maanden: Annotated[int, Field(ge=1, le=12)] = 3
    betalen_dagen: Annotated[int, Field(ge=7, le=120)] = 28
    klacht_maanden: Annotated[int, Field(ge=1, le=12)] = 3
