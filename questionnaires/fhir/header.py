"""What stands above the items: names, version, licence, and who answers. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from questionnaires.faults import LONGEST
from questionnaires.faults.fault import _
from questionnaires.fhir.names import KEY_SYSTEM, STATUSES, UNKNOWN_OWNER, Json, own_url
from questionnaires.fhir.notes import mapping
from questionnaires.fhir.source import Source
from questionnaires.fhir.texts import plain_markdown

# Known and of no use here: facts for libraries of questionnaires.
KNOWN = {
    "resourceType", "id", "meta", "language", "text", "contained", "extension", "modifierExtension",
    "url", "identifier", "version", "name", "title", "_title", "status", "experimental",
    "subjectType", "date", "publisher", "contact", "description", "_description", "useContext",
    "jurisdiction", "purpose", "_purpose", "copyright", "_copyright", "approvalDate",
    "lastReviewDate", "effectivePeriod", "code", "item", "implicitRules",
}  # fmt: skip
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
NO_TITLE = {"da": "Uden titel"}


def header(source: Source, given: Mapping[str, Any], own: Json, licence: str) -> Json:
    notes = source.notes
    for name in sorted(given.keys() - KNOWN):
        notes.drop("", name)
    if given.get("implicitRules"):
        notes.fault("", _("implicitRules change the meaning and are not known."))
    if given.get("status") not in STATUSES:
        notes.warn("status", _("is missing or not known."))
    title = _title(source, given)
    key = _key(given, title["da"])
    found: Json = {"key": key, "version": _version(source, given), "title": title}
    for name in ("intro", "thanks", "age_question", "scales"):
        if name in own:
            found[name] = own[name]
    found["reporter"] = own.get("reporter") or _reporter(source)
    found["licence"] = own.get("licence") or _licence(source, given, licence)
    if licence and isinstance(found["licence"], Mapping):
        found["licence"] = {**found["licence"], "kind": licence}
    url = source.words.base("url", given.get("url"), {}, "url")
    return found | ({"url": url} if url and url != own_url(key) else {})


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return value.strip() if isinstance(value, str) else ""


def _title(source: Source, given: Mapping[str, Any]) -> dict[str, str]:
    title = source.words.read("title", given, "title")
    most = LONGEST["title"]
    if not title:
        name = _text(given, "name") or _text(given, "id") or NO_TITLE["da"]
        source.notes.warn("title", _('is missing; "%(name)s" is taken.'), name=name[:most])
        return {"da": name[:most]}
    if any(len(text) > most for text in title.values()):
        source.notes.warn("title", _("is cut after %(most)s characters."), most=most)
    return {language: text[:most] for language, text in title.items()}


def _key(given: Mapping[str, Any], title: str) -> str:
    """Return a short name for commands and addresses: ours if there is one, else one made of a name."""
    identifiers = given.get("identifier")
    for each in identifiers if isinstance(identifiers, list) else ():
        if mapping(each).get("system") == KEY_SYSTEM and _text(each, "value"):
            return _text(each, "value")
    names = (
        _text(given, "name"),
        _text(given, "id"),
        _text(given, "url").rsplit("/", 1)[-1],
        title,
    )
    return next((slug for slug in map(_slug, names) if slug), "uden-titel")


def _slug(name: str) -> str:
    plain = (
        unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-zA-Z0-9_-]+", "-", plain)[: LONGEST["key"]].strip("-").lower()


def _version(source: Source, given: Mapping[str, Any]) -> str:
    version = source.words.base("version", given.get("version"), {}, "version")
    if not version:
        source.notes.warn("version", _('is missing; "%(version)s" is taken.'), version="1")
    return version or "1"


def _reporter(source: Source) -> str:
    said = _("FHIR does not say who answers; the person alone (self) is taken.")
    source.notes.warn("reporter", said)
    return "self"


def _licence(source: Source, given: Mapping[str, Any], licence: str) -> Json:
    """Take a file with a copyright text as licensed, until a person says otherwise."""
    owner, notice = _text(given, "publisher") or UNKNOWN_OWNER, _text(given, "copyright")
    notice = plain_markdown(source.words.short_enough("copyright", notice, "copyright"))
    kind = "licensed" if notice else "own"
    if not licence:
        said = _('there is no copyright text, so the kind is "own" and the owner "%(owner)s".')
        if notice:
            said = _(
                'there is a copyright text, so the kind is "licensed": say which it is (--licence).'
            )
        source.notes.warn("licence", said, owner=owner)
    return {"kind": licence or kind, "owner": owner} | ({"notice": notice} if notice else {})
