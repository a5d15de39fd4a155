"""ClaimReview feeds that others publish.

JSON in, documents with their claims and the checks of the reviewers out.

Read are JSON-LD (one ClaimReview, a list, a `@graph`, a DataFeed) and the answers of Google's Fact
Check Tools. Each review becomes a document whose text is the claim as reviewed, with the numbers
that extraction finds in it, and a check signed by the reviewer, with the address of the review as
its evidence. A rating that our words know gives the status; one that says not why it is false, or
that nobody knows, stays in the check's note, since a reason is never made up. Refused, each with
its place: reviews without a claim, a reviewer or an address, and claims without a number.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claims.errors import ClaimbookError
from claims.ledger.identity import document_id, identify
from claims.ledger.ledger import Ledger
from claims.ledger.signing import now
from claims.model import STATUSES, Check, Claim, Document, EvidenceKind, Problem
from claims.sheets.verdicts import Verdict
from claims.text.documents.dates import iso_date
from claims.text.extract import extract

_HOLDERS = ("@graph", "dataFeedElement", "itemListElement", "item", "claims", "claimReview")
_LONGEST_TITLE = 120
_DEEPEST = 12  # levels of nesting: no feed has more, and a hostile one could have any number


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review: the claim as a document with its claims, and the check of the first of them."""

    document: Document
    claims: tuple[Claim, ...]
    check: Check


@dataclass(frozen=True, slots=True)
class Feed:
    """The reviews of a feed, and what is wrong with the others."""

    reviews: tuple[Reviewed, ...]
    problems: tuple[Problem, ...]


def read_feed(file: Path, verdicts: Mapping[str, Verdict]) -> Feed:
    """Read a feed and change nothing. Raises `ClaimbookError` where the file is no JSON."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ClaimbookError(
            f"cannot read {file}: {(error.strerror or str(error)).lower()}"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ClaimbookError(f"{file}: is no JSON: give the feed as it was published") from error
    reviews: list[Reviewed] = []
    problems: list[Problem] = []
    addresses: Counter[str] = Counter()
    for number, review in enumerate(_reviews(found, {}, _DEEPEST), 1):
        read = _read(review, verdicts, addresses)
        if isinstance(read, Reviewed):
            reviews.append(read)
        else:
            problems.append(Problem(file.as_posix(), 0, f"review {number}", read))
    return Feed(tuple(reviews), tuple(problems))


def log_feed(ledger: Ledger, feed: Feed) -> int:
    """Log what is not in the ledger yet as one change, and return how many reviews that was."""
    new = [review for review in feed.reviews if ledger.known(review.document) is None]
    documents = [(review.document, review.claims) for review in new]
    ledger.add_all(documents, drafts=[review.check for review in new])
    return len(new)


def _reviews(found: Any, claim: Mapping[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    """Yield every review in a feed, with what its holder says of the claim.

    That is `text`, `claimant` and `claimDate`.
    """
    if isinstance(found, list) and depth:
        for each in found:
            yield from _reviews(each, claim, depth - 1)
    if not isinstance(found, dict) or not depth:
        return
    if "claimReviewed" in found or "textualRating" in found:
        yield {**claim, **found}
        return
    told = {name: found[name] for name in ("text", "claimant", "claimDate") if name in found}
    for holder in _HOLDERS:
        yield from _reviews(found.get(holder), {**claim, **told}, depth - 1)


def _read(
    review: Mapping[str, Any], verdicts: Mapping[str, Verdict], addresses: Counter[str]
) -> Reviewed | str:
    """Return what a review says, or what is wrong with it."""
    words = _text(review.get("claimReviewed")) or _text(review.get("text"))
    reviewer = _name(review.get("author")) or _name(review.get("publisher"))
    url = _text(review.get("url"))
    if not words:
        return "says no claim: claimReviewed is empty"
    if not reviewer:
        return "says not who reviewed it: author has no name"
    if not url.startswith(("http://", "https://")):
        return "has no address that a reader could open: url is empty or no web address"
    addresses[url] += 1
    document = _document(
        review, words, url if addresses[url] == 1 else f"{url}#claim-{addresses[url]}"
    )
    claimant = _claimant(review)
    found = identify(
        [claim for claim in extract(document) if claim.checkable], document.document_id
    )
    if not found:
        return f'"{words[:_LONGEST_TITLE]}" has no number'
    claims = [
        replace(claim, claimant=claimant, edited=("claimant",)) if claimant else claim
        for claim in found
    ]
    return Reviewed(document, tuple(claims), _check(review, claims[0], reviewer, url, verdicts))


def _document(review: Mapping[str, Any], words: str, url: str) -> Document:
    item = _node(review.get("itemReviewed"))
    said_on = iso_date(_text(review.get("claimDate")) or _text(item.get("datePublished")))
    read_at = now()
    bare = Document(
        text=words + "\n",
        title=words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…",
        published=said_on if said_on[:10] <= read_at[:10] else "",
        url=url,
        retrieved_at=read_at,
    )
    return replace(bare, document_id=document_id(bare))


def _check(
    review: Mapping[str, Any],
    claim: Claim,
    reviewer: str,
    url: str,
    verdicts: Mapping[str, Verdict],
) -> Check:
    rated = _node(review.get("reviewRating"))
    rating = _text(rated.get("alternateName")) or _text(review.get("textualRating"))
    verdict = verdicts.get(rating.casefold())
    is_told = verdict is not None and (
        verdict.reason is not None or not STATUSES[verdict.status].needs_reason
    )
    on = iso_date(_text(review.get("datePublished")) or _text(review.get("reviewDate")))[:10]
    return Check(
        check_id="",
        claim_id=claim.claim_id,
        at=f"{on}T00:00:00Z" if on and on <= now()[:10] else "",
        by=reviewer,
        status=verdict.status if verdict and is_told else None,
        reason=verdict.reason if verdict and is_told else None,
        note=f'rated "{rating}"' if rating else "reviewed",
        evidence_url=url,
        evidence_kind=EvidenceKind.SECONDARY,
    )


def _claimant(review: Mapping[str, Any]) -> str:
    return _text(review.get("claimant")) or _name(_node(review.get("itemReviewed")).get("author"))


def _node(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, dict) else {}


def _name(found: Any) -> str:
    """Return the name of a person or body, the first where there are several."""
    if isinstance(found, list):
        return next((name for each in found if (name := _name(each))), "")
    return _text(found.get("name")) if isinstance(found, dict) else _text(found)


def _text(found: Any) -> str:
    """Return a text on one line, empty where it is none."""
    return " ".join(found.split()) if isinstance(found, str) else ""
