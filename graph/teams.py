"""Notifications in Teams' activity feed. They say that something needs attention, and where; never what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.connection import BATCH_LIMIT, Graph
from graph.errors import GraphError
from graph.request import Request

ACTIVITY = "meldingAandacht"  # stands in the Teams app's manifest
PREVIEW = "Er is een melding die uw aandacht vraagt"


@dataclass(frozen=True)
class Notice:
    """One notification to one person.

    `web_url` is a Teams deep link. Teams keeps one notice for each `chain_id`: a repeat takes the place of the first.
    """

    oid: str
    referentie: str
    web_url: str
    chain_id: int


class Activity:
    """The activity feed, as the Teams app with this id in the organisation's catalogue."""

    def __init__(self, graph: Graph, teams_app_id: str) -> None:
        self._graph = graph
        self._teams_app_id = teams_app_id

    def notify(self, notices: Sequence[Notice]) -> list[GraphError | None]:
        """Give all notices in one call (one for each twenty); for each notice its error, or None.

        Refused when the person has not got the app.
        """
        answers: list[GraphError | None] = []
        for start in range(0, len(notices), BATCH_LIMIT):
            parts = [self._request(notice) for notice in notices[start : start + BATCH_LIMIT]]
            answers += [
                answer if isinstance(answer, GraphError) else None for answer in self._graph.batch(parts)
            ]
        return answers

    def _request(self, notice: Notice) -> Request:
        teamwork = self._graph.client.users.by_user_id(notice.oid).teamwork
        return Request("POST", teamwork.send_activity_notification, body=self._body(notice))

    def _body(self, notice: Notice) -> dict[str, Any]:
        return {
            "topic": {"source": "text", "value": notice.referentie, "webUrl": notice.web_url},
            "activityType": ACTIVITY,
            "chainId": notice.chain_id,
            "previewText": {"content": PREVIEW},
            "teamsAppId": self._teams_app_id,
            "templateParameters": [{"name": "referentie", "value": notice.referentie}],
        }
