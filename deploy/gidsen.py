"""Writes the guides as documents, from the same text as the pages: `python -m deploy.gidsen` after a change of it."""

from pathlib import Path

from plugin.protocol.profiel import Profiel
from plugin.web.gids_words import GIDSEN, tekst

ROOT = Path(__file__).resolve().parent.parent
PROFIEL = ROOT / "deploy" / "profiles" / "provincie-utrecht.toml"
GEMAAKT = "<!-- Gemaakt van templates/gids/{}.md door python -m deploy.gidsen. Verander het daar. -->\n\n"


def document(gids: str) -> str:
    """The guide as it stands in `docs/`, for the organisation that this was made for."""
    return GEMAAKT.format(gids) + tekst(gids, Profiel.load(PROFIEL))


def path_of(gids: str) -> Path:
    return ROOT / "docs" / f"gids-{gids}.md"


def main() -> None:
    for gids in GIDSEN:
        path_of(gids).write_text(document(gids), encoding="utf-8")


if __name__ == "__main__":
    main()
