"""The commands: serve, worker, check, nachtwerk, verify. `python -m plugin --help` says what each does."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from plugin.settings import SettingsError

if TYPE_CHECKING:
    from plugin.check import Finding

WRONG_SETTINGS = 2


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m plugin", description="Meld agressie")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    serve = commands.add_parser("serve", help="bedient de pagina's en de API")
    serve.add_argument(
        "--with-worker", action="store_true", help="voert in hetzelfde proces ook het werk uit"
    )
    commands.add_parser("worker", help="voert uit wat in de wachtrij staat")
    commands.add_parser(
        "check", help="controleert instellingen, rechten, lijsten en postvakken; een regel per punt"
    )
    commands.add_parser("nachtwerk", help="doet nu wat de nacht doet, en stopt")
    verify = commands.add_parser("verify", help="kijkt na of het logboek of een dossier nog klopt")
    verify.add_argument("pak", nargs="?", type=Path, help="een dossier.zip; zonder: het logboek")
    return parser.parse_args()


def _run(arguments: argparse.Namespace) -> int:
    # The parts are heavy; --help and a wrong option should not wait for them.
    from plugin import check, main  # noqa: PLC0415

    if arguments.command == "verify" and arguments.pak:
        return _differing(main.altered_pack(arguments.pak), "dit dossier klopt")
    settings = main.read_settings()
    match arguments.command:
        case "serve":
            main.serve(settings, with_worker=arguments.with_worker)
        case "worker":
            main.work(settings)
        case "check":
            return _report(check.check(settings))
        case "nachtwerk":
            return _ended(well=main.night(settings))
        case "verify":
            return _differing(main.altered_log(settings), "het logboek klopt")
    return 0


def _report(findings: "Iterable[Finding]") -> int:
    """A line each; 1 when any is wrong."""
    wrong = False
    for finding in findings:
        print(finding, flush=True)
        wrong = wrong or finding.ok is False
    return int(wrong)


def _differing(wrong: "Iterable[object]", good: str) -> int:
    """A line for each thing that differs; 1 when there is any."""
    found = False
    for one in wrong:
        print(one, flush=True)
        found = True
    if not found:
        print(good)
    return int(found)


def _ended(*, well: bool) -> int:
    print("het nachtwerk is gedaan" if well else "het nachtwerk is niet klaar; de worker gaat ermee door")
    return int(not well)


def _start() -> int:
    arguments = _arguments()
    try:
        return _run(arguments)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_SETTINGS


if __name__ == "__main__":
    sys.exit(_start())
