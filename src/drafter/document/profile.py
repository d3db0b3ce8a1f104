"""What an office keeps about itself from one year to the next."""

from __future__ import annotations

from dataclasses import dataclass

from .brief import Hamlets, Signer
from .unit import Unit


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """Facts of a unit as its own office gave them; an empty field is not known.

    ``issuer``, ``code`` and ``place`` are of the letterhead; ``recipients`` the usual lines of
    "Nơi nhận". ``template`` is the sha256 of the office's own Word template, whose bytes the
    records keep.
    """

    unit: Unit
    issuer: tuple[str, ...] = ()
    code: str | None = None
    place: str | None = None
    signer: Signer | None = None
    drafter_unit: str | None = None
    hamlets: Hamlets | None = None
    recipients: tuple[str, ...] = ()
    template: str | None = None
