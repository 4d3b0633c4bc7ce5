"""The slot of a talk in the calendar: one, whatever became of the one before (protocol 18)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from plugin.flows.afspraak import reserveer
from plugin.main import Checked, put_together
from plugin.protocol.terms import ConceptStatus
from plugin.protocol.zaak import Concept
from plugin.settings import load
from tests.protocol.bouwstenen import CDK, een_maatregel, een_zaak
from tests.rig import settings_env
from tests.tenant_process import TenantProcess

TALK = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def slots(tenant: TenantProcess) -> list[str]:
    boxes = tenant.state()["events"].values()
    return [one["transactionId"] for box in boxes for one in box if one.get("transactionId")]


@pytest.mark.parametrize("seen", [True, False], ids=["it stands", "it is not where it stood"])
def test_another_attempt_leaves_one_slot(provisioned: TenantProcess, tmp_path: Path, *, seen: bool) -> None:
    settings = load(settings_env(provisioned, tmp_path))
    diensten = put_together(settings, Checked.of(settings))
    zaak = een_zaak(referentie=f"M-0000000{int(seen)}")
    talk = een_maatregel(gesprek_op=TALK)
    first = Concept(status=ConceptStatus.BEZIG, postvak=CDK)
    made = reserveer(diensten, zaak, talk, first)
    if not seen:
        provisioned.fault(method="GET", path="/events/", kind="404", times=1)

    again = reserveer(diensten, zaak, talk, first.model_copy(update={"poging": 2, "afspraak": made}))

    left = [one for one in slots(provisioned) if one.startswith(zaak.referentie)]
    assert left == [f"{zaak.referentie}/m1/{1 if seen else 2}"]
    assert (again == made) is seen
