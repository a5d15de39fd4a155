"""ClaimReview JSON-LD.

One review for each checked claim, as schema.org defines it and fact-check readers take it in.

A selection and who publishes the reviews in, one JSON document out. A claim is exported where its
status says something about it: not while nobody or not everybody needed has looked, nor when it was
withdrawn, nor when it changed under its verdict or left its article: no verdict is published for
other words than those checked. What the ledger does not know is left out (a first appearance,
whether a claimant is a person), and a review's own address is never made up: it is asked for,
because a ClaimReview without a page that a reader can open is worthless. Vocabulary:
https://schema.org/ClaimReview, https://schema.org/Claim, https://schema.org/Rating.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.errors import ClaimbookError
from claims.ledger.conditions import Found
from claims.ledger.evidence import addresses
from claims.ledger.identity import person
from claims.ledger.rows import claim_from_row
from claims.ledger.verdicts import changes_since, given_to, is_same_sentence
from claims.model import STATUSES, Claim, Status
from claims.views.export.selection import Row, Selection

CONTEXT = "https://schema.org"
_HOLE = re.compile(r"{(\w*)}")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who publishes the reviews, and where.

    `address` has a place for `{claim_id}` where each review has a page of its own.
    """

    name: str
    address: str
    url: str = ""

    def review_url(self, claim_id: str) -> str:
        """Return the address of one review."""
        return _HOLE.sub(claim_id, self.address)


NOBODY = Reviewer(name="", address="")


def claim_reviews(selection: Selection, reviewer: Reviewer, labels: Mapping[Status, str]) -> str:
    """Return all reviews as one JSON document that can stand in a page's script element.

    Raises `ClaimbookError` where a name or an address is missing, or one address would be given to
    several reviews.
    """
    checked = list(published(selection))
    _require(reviewer, len(checked))
    reviews = [_review(claim, checks, reviewer, labels) for claim, checks in checked]
    written = json.dumps({"@context": CONTEXT, "@graph": reviews}, ensure_ascii=False, indent=2)
    if not written.replace("\n", "").isprintable():
        written = json.dumps({"@context": CONTEXT, "@graph": reviews}, indent=2)
    # "</script>" in a quote must not end the element that the document is pasted into
    return written.replace("<", "\\u003c") + "\n"


def published(selection: Selection) -> Iterator[tuple[Found, list[Row]]]:
    """Yield the claims that have a rating given to the words they have now.

    Each comes with the checks that give it.
    """
    for found in selection.found:
        if STATUSES[found.standing.status].rating and found.standing.was is None:
            claim = claim_from_row(found.row)
            latest = {
                person(row["by"]): row for row in selection.checks[claim.claim_id] if row["status"]
            }
            if checks := [row for row in latest.values() if _is_of_what_is_published(row, claim)]:
                yield found, checks


def _is_of_what_is_published(check: Row, claim: Claim) -> bool:
    """Tell whether a check was given to what is published.

    That is the statement, or, without one, the whole sentence.
    """
    is_worded = bool(claim.statement) or not given_to(check["checked"]).fields.get("sentence")
    return not changes_since(check["checked"], claim) and (
        is_worded or is_same_sentence(check["checked"], claim)
    )


def _require(reviewer: Reviewer, reviews: int) -> None:
    if not reviewer.name:
        raise ClaimbookError("claimreview needs who publishes the reviews: give --publisher")
    if not reviewer.address.startswith(("https://", "http://")):
        raise ClaimbookError(
            "claimreview needs the address where each review is published, such as "
            "--review-url 'https://desk.example/checks/{claim_id}'; claimbook does not make one up"
        )
    holes = _HOLE.findall(reviewer.address)
    if any(hole != "claim_id" for hole in holes):
        raise ClaimbookError(
            f"--review-url: {{{next(h for h in holes if h != 'claim_id')}}} is not {{claim_id}}"
        )
    if reviews > 1 and not holes:
        raise ClaimbookError(
            f"--review-url: one address for {reviews} reviews: put {{claim_id}} into it"
        )


def _review(
    claim: Found, checks: Sequence[Row], reviewer: Reviewer, labels: Mapping[Status, str]
) -> dict[str, Any]:
    cited = (
        address
        for check in checks
        for address in (*addresses(check["evidence_url"]), check["archive_url"])
    )
    author = {"@type": "Organization", "name": reviewer.name, "url": reviewer.url}
    return _known(
        {
            "@type": "ClaimReview",
            "url": reviewer.review_url(claim.row["claim_id"]),
            "datePublished": max(check["at"] for check in checks)[:10],
            "author": _known(author),
            "claimReviewed": claim.row["statement"] or claim.row["quote"],
            "reviewRating": _rating(claim.standing.status, checks, labels),
            "itemReviewed": _item(claim),
            "citation": list(dict.fromkeys(filter(None, cited))),
        }
    )


def _rating(status: Status, checks: Sequence[Row], labels: Mapping[Status, str]) -> dict[str, Any]:
    name, value = STATUSES[status].rating, STATUSES[status].rating_value
    scale = {} if value is None else {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    said = [
        ": ".join(filter(None, (check["reason"].replace("_", " "), check["note"])))
        for check in checks
    ]
    explanation = "; ".join(dict.fromkeys(filter(None, said)))
    rating = {
        "@type": "Rating",
        "alternateName": labels.get(status, name),
        "ratingExplanation": explanation,
    }
    return _known(rating | scale)


def _item(claim: Found) -> dict[str, Any]:
    document = claim.document
    publisher = _known({"@type": "Organization", "name": document["publisher"]})
    outlet = publisher if document["publisher"] else {}
    # whether a claimant is a person or a body is not known, so the node says only the name; a claim
    # in the outlet's own voice is the outlet's
    named = claim.row["claimant"] or claim.row["source"]
    author = {"name": named} if named else {} if claim.row["cue"] else outlet
    appearance = {
        "@type": "NewsArticle",
        "url": document["url"],
        "headline": document["title"],
        "datePublished": document["published"],
        "archivedAt": document["archive_url"],
        "publisher": outlet,
    }
    item = {
        "@type": "Claim",
        "text": claim.row["quote"],
        "author": author,
        "datePublished": document["published"],
        "appearance": _known(appearance) if document["url"] or document["title"] else {},
    }
    return _known(item)


def _known(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return the node without what is not known."""
    return {name: value for name, value in node.items() if value not in ("", [], {})}
