"""Which item of the contents a topic belongs to."""

from __future__ import annotations

from .entries import Entry
from .scene import Scene

# Where the directive has no item of a topic, the item that readers look for it in.
_NEIGHBOURS = {
    "moi-truong": ("nong-thon-moi", "do-thi"),
    "cai-cach-hanh-chinh": ("chuyen-doi-so", "ky-cuong-cong-vu"),
    "chuyen-doi-so": ("cai-cach-hanh-chinh",),
    "ngan-sach": ("tang-truong-thu-nhap", "thuong-mai-dich-vu", "doanh-nghiep-htx", "nong-nghiep"),
    "tang-truong-thu-nhap": ("nong-nghiep", "thuong-mai-dich-vu", "nong-thon-moi"),
    "an-toan-giao-thong": ("an-ninh",),
    "mat-tran-doan-the": ("xay-dung-dang", "hoc-tap-bac"),
    "dau-tu-cong": ("ha-tang", "giai-phong-mat-bang"),
    "ha-tang": ("nong-thon-moi", "do-thi", "dau-tu-cong"),
    "doanh-nghiep-htx": ("thuong-mai-dich-vu", "nong-nghiep", "nong-thon-moi"),
    "lao-dong": ("giam-ngheo", "an-sinh-nguoi-co-cong"),
    "giam-ngheo": ("an-sinh-nguoi-co-cong",),
    "y-te": ("an-sinh-nguoi-co-cong",),
}
# Items of one matter: nobody looks for health insurance under "xóa nhà tạm".
_NARROW = frozenset({"giam-ngheo", "giai-phong-mat-bang", "dau-tu-cong", "thien-tai", "du-lich"})


def host_of(entries: list[Entry], topic: str, scene: Scene) -> Entry | None:
    """The item a topic belongs to: its own, its neighbour's, one of its group; else ``None``."""
    for wanted in (topic, *_NEIGHBOURS.get(topic, ())):
        if (found := entry_on(entries, wanted)) is not None:
            return found
    group = scene.clauses.topic(topic).group
    for entry in entries:
        alike = group_of(entry, scene) == group and entry.topic not in _NARROW
        if alike or topic in _headed(entry, scene):
            return entry
    return None


def entry_on(entries: list[Entry], topic: str) -> Entry | None:
    """The item of that topic, else the first with a point on it."""
    whole = (entry for entry in entries if entry.topic == topic)
    return next(whole, None) or next((e for e in entries if topic in e.topics), None)


def group_of(entry: Entry, scene: Scene) -> str:
    """The group of topics that an item belongs to; empty for none."""
    return scene.clauses.topic(entry.topic).group if entry.topic else ""


def _headed(entry: Entry, scene: Scene) -> list[str]:
    return [score.topic for score in scene.clauses.classify(entry.heading)[:3]]
