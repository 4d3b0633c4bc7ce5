"""The first page: everybody, and what of theirs can be looked at."""

from __future__ import annotations

from deploy.devtenant.graph import Call, Reply
from deploy.devtenant.kijk.page import page, window
from deploy.devtenant.sim.hosts import look_alike


@window("")
@window("/")
def _begin(call: Call) -> Reply:
    people = [
        {"persoon": person, "outlook": look_alike(call.tenant, person) if person.signs_in else ""}
        for person in call.tenant.people
    ]
    return page("begin", titel="Binnenkijken", mensen=people, adres=call.tenant.url)
