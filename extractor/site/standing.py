"""Whether a product is still certified, as far as the documents tell: the first thing that people ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STANDINGS = ("valid", "expired", "lapsed", "withdrawn", "sought", "open", "unknown")


def standing(product: Mapping[str, Any], today: str) -> str:
    """What may be said of a product's certificate on the day ``today`` (ISO 8601).

    "valid" and "expired" by the last day of the certificate, "lapsed" (a document says that it ended), "withdrawn",
    "sought" (recognition is only proposed), "open" (recognised, but nothing tells for how long), "unknown" (only
    named).
    """
    if product["status"] == "withdrawn":
        return "withdrawn"
    if product["status"] == "expired":
        return "lapsed"
    if product["status"] == "candidate":
        return "sought"
    if product["expires"]:
        return "valid" if product["expires"] >= today[: len(product["expires"])] else "expired"
    return "open" if product["status"] == "recognized" else "unknown"
