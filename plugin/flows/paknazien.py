"""Counts a dossier that was handed over again, and says in Dutch what differs; it believes nothing it reads."""

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugin.flows.politiepak import ABOUT, json_van
from plugin.intake.seal import SealingKeys
from plugin.protocol.politiepak import EERSTE, hash_van

MANIFEST, GEBEURTENISSEN = "manifest.json", "gebeurtenissen.json"
LONGEST_JSON = 5_000_000  # bytes
PIECE = 1 << 20
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
GEEN_ZIP = "dit is geen ZIP-bestand, of het is beschadigd"
ZEGEL = "het zegel past niet: het manifest is niet door deze dienst gemaakt, of daarna gewijzigd"


def verschillen(path: Path, keys: SealingKeys | None) -> Iterator[str]:
    """What is not as the manifest says; with our keys also whether the manifest is ours."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _in(archive, keys)
    except UNREADABLE:
        yield f"{path.name}: {GEEN_ZIP}"


def _in(archive: zipfile.ZipFile, keys: SealingKeys | None) -> Iterator[str]:
    names = Counter(archive.namelist())
    yield from (f"{name}: staat er {count} keer in" for name, count in sorted(names.items()) if count > 1)
    manifest = _json(archive, MANIFEST)
    if not isinstance(manifest, dict) or not isinstance(manifest.get("bestanden"), list):
        yield f"{MANIFEST}: ontbreekt of is niet te lezen; het dossier is niet compleet"
        return
    if keys and not _is_sealed(manifest, keys):
        yield f"{MANIFEST}: {ZEGEL}"
    listed = {str(one.get("pad")): one for one in manifest["bestanden"] if isinstance(one, dict)}
    yield from (f"{name}: staat niet in het manifest" for name in sorted(set(names) - {*listed, MANIFEST}))
    for name, one in sorted(listed.items()):
        if name not in names:
            yield f"{name}: ontbreekt"
        elif _sha256(archive, name) != one.get("sha256"):
            yield f"{name}: is gewijzigd of beschadigd"
    yield from _events(archive, manifest)


def _events(archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> Iterator[str]:
    """The chain of events: each with the hash of the one before, to the last one that the manifest names."""
    events = _json(archive, GEBEURTENISSEN)
    if not isinstance(events, list) or not all(isinstance(one, dict) for one in events):
        yield f"{GEBEURTENISSEN}: is niet te lezen"
        return
    before = EERSTE
    for number, event in enumerate(events, 1):
        if event.get("nummer") != number or event.get("vorige") != before:
            yield f"{GEBEURTENISSEN}, gebeurtenis {number}: sluit niet aan op die ervoor"
        elif event.get("hash") != hash_van(event):
            yield f"{GEBEURTENISSEN}, gebeurtenis {number}: is gewijzigd"
        before = str(event.get("hash"))
    if before != manifest.get("laatste_gebeurtenis"):
        yield f"{GEBEURTENISSEN}: de laatste gebeurtenis is een andere dan het manifest noemt"


def _is_sealed(manifest: Mapping[str, Any], keys: SealingKeys) -> bool:
    bare = {name: value for name, value in manifest.items() if name != "zegel"}
    return manifest.get("zegel") in keys.pseudonyms(ABOUT, json_van(bare))


def _json(archive: zipfile.ZipFile, name: str) -> Any:
    """None when it is not there or no JSON."""
    try:
        with archive.open(name) as opened:
            return json.loads(opened.read(LONGEST_JSON))
    except (KeyError, RecursionError, *UNREADABLE):
        return None


def _sha256(archive: zipfile.ZipFile, name: str) -> str | None:
    """None when it cannot be read."""
    digest = hashlib.sha256()
    try:
        with archive.open(name) as opened:
            while piece := opened.read(PIECE):
                digest.update(piece)
    except UNREADABLE:
        return None
    return digest.hexdigest()
