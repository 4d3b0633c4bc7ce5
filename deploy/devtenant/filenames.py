"""Which names SharePoint takes for a file or folder.

Source: "Restrictions and limitations in OneDrive and SharePoint" (support.microsoft.com), invalid names and
characters; a decoded path holds at most 400 characters.
"""

MAX_NAME = 255
MAX_PATH = 400
_FORBIDDEN = frozenset('"*:<>?/\\|')
_RESERVED = frozenset(
    {".lock", "con", "prn", "aux", "nul", "desktop.ini", "_vti_"}
    | {f"com{n}" for n in range(10)}
    | {f"lpt{n}" for n in range(10)}
)


def name_is_accepted(name: str) -> bool:
    """False for every name that SharePoint refuses, whoever asks."""
    return (
        bool(name)
        and len(name) <= MAX_NAME
        and not (_odd_edges(name) or _odd_characters(name) or _reserved(name))
    )


def _odd_edges(name: str) -> bool:
    return name != name.strip() or name.endswith(".") or name in {".", ".."}


def _odd_characters(name: str) -> bool:
    return any(char in _FORBIDDEN or ord(char) < 32 for char in name)


def _reserved(name: str) -> bool:
    lower = name.lower()
    return lower in _RESERVED or lower.startswith("~$") or "_vti_" in lower


def numbered(name: str, number: int) -> str:
    """The name that conflict behaviour "rename" gives: "brief.docx" becomes "brief 1.docx"."""
    stem, dot, extension = name.rpartition(".")
    return f"{stem} {number}.{extension}" if dot and stem else f"{name} {number}"
