"""Nothing the official did is ever lost: drafts, turns, uploads, versions, audit."""

from .codec import decode, encode
from .rows import AuditRow, DraftRecord, Role, Status, TurnRecord, UploadRecord, VersionRecord
from .store import Records

__all__ = [
    "AuditRow",
    "DraftRecord",
    "Records",
    "Role",
    "Status",
    "TurnRecord",
    "UploadRecord",
    "VersionRecord",
    "decode",
    "encode",
]
