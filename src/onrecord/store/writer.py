"""What the one writer does: pages in, derived rows in place of older ones, pages out for good."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import zlib
from dataclasses import astuple, dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model import RawPage, ReadOptions
from onrecord.model.json import dumps
from onrecord.store import tables as t
from onrecord.store.copies import Known, known_sketches, relink
from onrecord.store.engine import in_chunks
from onrecord.store.flatten import TABLES, Derived
from onrecord.store.versions import link_versions

CODEC = "zlib"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the record already holds of a page.

    Attributes:
        refused: The page was deleted by a person.
        options: Options of its derived rows; ``None`` if the page is new.
        failed: The last derivation failed; it is tried again.
        known: This very retrieval is kept already.
        canonical: The retrieval that the page is derived with, the incoming one included.
        moved: The incoming retrieval takes that place.
    """

    refused: bool
    options: ReadOptions | None
    failed: bool
    known: bool
    canonical: RawPage
    moved: bool


def pack(payload: bytes) -> bytes:
    """Payload as it is kept."""
    return zlib.compress(payload, 6)


def unpack(codec: str, packed: bytes) -> bytes:
    """Inverse of :func:`pack`."""
    if codec != CODEC:
        raise ValueError(f"unknown codec {codec!r}")
    return zlib.decompress(packed)


def standing(connection: Connection, sha256: str, raw: RawPage, options: ReadOptions) -> Standing:
    """What the record holds of an incoming page."""
    if refused(connection, sha256):
        return Standing(True, None, False, False, raw, False)
    page = connection.execute(
        sa.select(t.pages.c.published, t.pages.c.outlet, t.pages.c.as_text, t.derivations.c.status)
        .join(t.derivations, t.derivations.c.sha256 == t.pages.c.sha256)
        .where(t.pages.c.sha256 == sha256)
    ).one_or_none()
    if page is None:
        return Standing(False, None, False, False, raw, False)
    kept = connection.execute(sa.select(t.retrievals).where(t.retrievals.c.sha256 == sha256)).all()
    incoming = retrieval_key(sha256, raw, options)
    before = [RawPage(b"", row.file, row.member, row.url, row.media_type, row.retrieved) for row in kept]
    first = min([*before, raw], key=_place)
    return Standing(
        refused=False,
        options=ReadOptions(page.published, page.outlet, page.as_text),
        failed=page.status == "failed",
        known=any(row.key == incoming for row in kept),
        canonical=_with_payload(first, raw.payload),
        moved=_place(first) < min(_place(one) for one in before),
    )


def canonical_retrieval(connection: Connection, sha256: str, payload: bytes) -> RawPage:
    """A kept page with the retrieval that it is derived with."""
    kept = connection.execute(sa.select(t.retrievals).where(t.retrievals.c.sha256 == sha256)).all()
    places = [RawPage(b"", row.file, row.member, row.url, row.media_type, row.retrieved) for row in kept]
    return _with_payload(min(places, key=_place, default=RawPage(b"")), payload)


def _with_payload(place: RawPage, payload: bytes) -> RawPage:
    return RawPage(payload, place.file, place.member, place.url, place.media_type, place.retrieved)


def _place(raw: RawPage) -> tuple[str, ...]:
    """Order of retrievals, the same in whichever order they came; one with an address goes first."""
    fields = (raw.url, raw.retrieved, raw.file, raw.member, raw.media_type)
    return tuple(part for field in fields for part in (("0", field) if field is not None else ("1", "")))


def retrieval_key(sha256: str, raw: RawPage, options: ReadOptions) -> str:
    """Digest that names a retrieval: the page, where it came from and the options given with it."""
    parts = [sha256, raw.url, raw.file, raw.member, raw.media_type, raw.retrieved, *astuple(options)]
    return hashlib.sha256(dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def put_retrieval(connection: Connection, sha256: str, raw: RawPage, options: ReadOptions) -> None:
    """Keep a retrieval, once."""
    key = retrieval_key(sha256, raw, options)
    if connection.execute(sa.select(t.retrievals.c.key).where(t.retrievals.c.key == key)).first() is None:
        connection.execute(
            t.retrievals.insert().values(
                key=key,
                sha256=sha256,
                url=raw.url,
                file=raw.file,
                member=raw.member,
                media_type=raw.media_type,
                retrieved=raw.retrieved,
                published=options.published,
                outlet=options.outlet,
                as_text=options.as_text,
            )
        )


def put_page(connection: Connection, sha256: str, size: int, packed: bytes, options: ReadOptions, added: str) -> bool:
    """Keep a page's bytes and the options it is derived with.

    Returns:
        Whether the page is new.
    """
    values = {"published": options.published, "outlet": options.outlet, "as_text": options.as_text}
    known = connection.execute(sa.update(t.pages).where(t.pages.c.sha256 == sha256).values(values)).rowcount
    if known:
        return False
    connection.execute(t.pages.insert().values(sha256=sha256, size=size, added=added, **values))
    connection.execute(t.payloads.insert().values(sha256=sha256, codec=CODEC, bytes=packed))
    return True


def put_derived(connection: Connection, derived: Derived, generation: int) -> None:
    """Put what was derived from a page in the place of what stood there."""
    before = _remove_rows(connection, derived.head["sha256"])
    connection.execute(t.derivations.insert().values(**derived.head, generation=generation))
    for name in TABLES:
        if derived.rows[name]:
            connection.execute(t.metadata.tables[name].insert(), derived.rows[name])
    link_versions(connection, derived.head["url"])
    relink(connection, before, derived.rows["sketches"])


def remove_derived(connection: Connection, sha256: str) -> None:
    """Remove every derived row of a page."""
    relink(connection, _remove_rows(connection, sha256), ())


def _remove_rows(connection: Connection, sha256: str) -> dict[str, Known]:
    """Remove the rows, and give back the sketches that were among them."""
    held = connection.execute(sa.select(t.articles.c.id).where(t.articles.c.sha256 == sha256)).scalars().all()
    sketches = known_sketches(connection, held)
    for some in in_chunks(held):
        for table in t.OF_ARTICLE:
            connection.execute(sa.delete(table).where(table.c.article_id.in_(some)))
    connection.execute(sa.delete(t.articles).where(t.articles.c.sha256 == sha256))
    connection.execute(sa.delete(t.derivations).where(t.derivations.c.sha256 == sha256))
    return sketches


def refused(connection: Connection, sha256: str) -> bool:
    """Whether a tombstone stands against a page."""
    found = connection.execute(sa.select(t.tombstones.c.id).where(t.tombstones.c.hash == keyed(connection, sha256)))
    return found.first() is not None


def delete_page(connection: Connection, sha256: str, who: str, now: str) -> str | None:
    """Remove a page with all that was derived from it or quotes it, and leave a tombstone.

    Returns:
        Id of the tombstone; ``None`` if there is no such page.
    """
    if connection.execute(sa.select(t.pages.c.sha256).where(t.pages.c.sha256 == sha256)).first() is None:
        return None
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    places = connection.execute(sa.select(t.retrievals.c.url).where(t.retrievals.c.sha256 == sha256).distinct())
    urls = places.scalars().all()
    remove_derived(connection, sha256)
    for table in (t.judgements, t.retrievals, t.payloads, t.pages):
        connection.execute(sa.delete(table).where(table.c.sha256 == sha256))
    for url in urls:
        link_versions(connection, url)
    tombstone = secrets.token_hex(8)
    connection.execute(t.tombstones.insert().values(id=tombstone, deleted=now, who=who, hash=keyed(connection, sha256)))
    note(connection, now, who, "delete page", tombstone)
    return tombstone


def note(connection: Connection, now: str, who: str, action: str, subject: str | None) -> None:
    """Add a line to the audit chain: each holds the digest of the one before."""
    last = connection.execute(sa.select(t.audit.c.digest).order_by(t.audit.c.id.desc()).limit(1)).scalar_one_or_none()
    previous = last or ""
    digest = audit_digest(previous, now, who, action, subject)
    connection.execute(
        t.audit.insert().values(time=now, who=who, action=action, subject=subject, previous=previous, digest=digest)
    )


def audit_digest(previous: str, time: str, who: str, action: str, subject: str | None) -> str:
    """Digest of a line of the audit chain."""
    return hashlib.sha256(dumps([previous, time, who, action, subject]).encode("utf-8", "replace")).hexdigest()


def keyed(connection: Connection, words: str) -> str:
    """Digest that only this record can make, so that what it stands for cannot be guessed from it."""
    key = connection.execute(sa.select(t.settings.c.value).where(t.settings.c.name == "key")).scalar_one()
    return hmac.new(bytes.fromhex(key), words.encode(), hashlib.sha256).hexdigest()
