"""Times of events: a local time with the name of a zone, in Windows' or in IANA's spelling.

Source: https://learn.microsoft.com/graph/api/resources/datetimetimezone
"""

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from deploy.devtenant.graph import Call, GraphFault

# The Windows names that a Dutch organisation meets (Unicode CLDR, windowsZones).
_WINDOWS = {
    "W. Europe Standard Time": "Europe/Amsterdam",
    "Romance Standard Time": "Europe/Brussels",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "GMT Standard Time": "Europe/London",
    "Coordinated Universal Time": "UTC",
}
_PREFERENCE = re.compile(r'outlook\.timezone="([^"]*)"', re.IGNORECASE)


def moment(value: Any, name: str) -> dt.datetime:
    """The moment in UTC; 400 for a time without a zone or a zone that is not known."""
    if not isinstance(value, dict) or set(value) - {"@odata.type"} != {"dateTime", "timeZone"}:
        raise GraphFault(
            400, "ErrorInvalidRequest", f"The property '{name}' needs a dateTime and a timeZone."
        )
    try:
        # Graph writes seven digits of a second; Python reads six.
        naive = dt.datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", str(value["dateTime"])))
    except ValueError as error:
        raise GraphFault(400, "ErrorInvalidRequest", f"The dateTime of '{name}' is not valid.") from error
    return (naive if naive.tzinfo else naive.replace(tzinfo=zone(str(value["timeZone"])))).astimezone(dt.UTC)


def zone(name: str) -> ZoneInfo:
    """The zone behind a Windows or IANA name; 400 with Outlook's text for another one."""
    try:
        return ZoneInfo(_WINDOWS.get(name, name))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise GraphFault(
            400,
            "TimeZoneNotSupportedException",
            f"A valid TimeZone value must be specified. The following TimeZone value is not supported: '{name}'.",
        ) from error


def preferred_zone(call: Call) -> str:
    """The zone in which the caller wants to read times."""
    found = _PREFERENCE.search(call.headers.get("Prefer", ""))
    return found[1] if found else "UTC"


def shown(stored: str, zone_name: str) -> dict[str, str]:
    """The resource dateTimeTimeZone of a stored moment."""
    local = dt.datetime.fromisoformat(stored).astimezone(zone(zone_name))
    return {"dateTime": local.strftime("%Y-%m-%dT%H:%M:%S.%f0"), "timeZone": zone_name}


def asked_moment(call: Call, name: str) -> str:
    """A required moment in the query of a calendar view."""
    try:
        given = dt.datetime.fromisoformat(call.query[name])
    except (KeyError, ValueError) as error:
        raise GraphFault(
            400, "ErrorInvalidParameter", f"This request requires a time window specified by the query string "
            f"parameters StartDateTime and EndDateTime; '{name}' is missing or not valid.",
        ) from error  # fmt: skip
    aware = given if given.tzinfo else given.replace(tzinfo=zone(preferred_zone(call)))
    return aware.astimezone(dt.UTC).isoformat()
