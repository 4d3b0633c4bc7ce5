"""Make what an administrator uploads: `python -m manifest.build MAP [--versie 1.0.0]`.

Reads the same settings as the service. The id of the Teams app may still be missing: it is known after the upload.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from manifest.facts import Facts, ManifestError
from manifest.outlook import ONE, SEVERAL, outlook_xml
from manifest.package import teams_zip
from plugin.protocol.profiel import Profiel, ProfielError
from plugin.settings import SettingsError, load

LATER = {"MELD_TEAMS_APP_ID": "nog-niet-bekend"}


def packages(facts: Facts) -> dict[str, bytes]:
    """Each file by name."""
    return {
        "outlook.xml": outlook_xml(facts, ONE),
        "outlook-meer-mails.xml": outlook_xml(facts, SEVERAL),
        "teams.zip": teams_zip(facts),
    }


def facts_of(environ: Mapping[str, str], version: str) -> Facts:
    """Raises SettingsError, ProfielError, ManifestError."""
    settings = load(LATER | {name: value for name, value in environ.items() if value})
    return Facts.of(settings, Profiel.load(settings.profile), version)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m manifest.build", description="Maak de pakketten voor Outlook en Teams."
    )
    parser.add_argument("map", type=Path, help="hier komen de bestanden")
    parser.add_argument(
        "--versie", default="1.0.0", help="hoger dan wat er nu staat; anders ziet Microsoft geen verschil"
    )
    given = parser.parse_args(arguments)
    try:
        made = packages(facts_of(environ, given.versie))
        given.map.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            (given.map / name).write_bytes(content)
            print(given.map / name)
    except (SettingsError, ProfielError, ManifestError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Schrijven lukt niet: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], os.environ))
