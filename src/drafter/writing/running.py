"""Targets inside a sentence: "sản lượng lúa đạt 7.260 tấn", "80% hộ phân loại rác"."""

from __future__ import annotations

import re
from collections.abc import Callable

from drafter.checking.figures import is_unwanted
from drafter.document.facts import Target

from .lexicon import uncapital
from .target_words import target_words

_NUMBER_OF = re.compile(
    r"^Số (?=tiêu chí|mô hình|sản phẩm|hộ|nhà|trường|tuyến|công trình|thôn|xóm|bản|ấp|khu|tổ)"
)
# What is done to the things counted stands before them: "đăng ký mới 01 sản phẩm OCOP".
_DONE_TO = re.compile(
    r"^(?P<name>.+?)(?: (?:được )?(?P<verb>xóa|chỉnh trang|nâng cấp, duy tu|nâng cấp|duy tu|sửa chữa, xây mới|sửa chữa|xây mới|"
    r"hoàn thành thêm|hoàn thành|đăng ký mới|đăng ký|thành lập mới)| \((?P<kept>duy trì)\))$",
    re.IGNORECASE,
)
_NAMES_A_CHANGE = re.compile(r"(?<!^mức )\b(?:giảm|còn|tăng)\b", re.IGNORECASE)
_BUILT = re.compile(r"^((?:bê tông|cứng|nhựa) hóa) (.+)$", re.IGNORECASE)
_DROP = re.compile(r"^mức giảm (.+)$", re.IGNORECASE)
_AGAINST = re.compile(r"^(.*\bgiảm) (so với .+)$", re.IGNORECASE)
_STILL = re.compile(r"^(.*?)\s+còn (\(.*\))$")
_MORE = re.compile(r"^(?P<name>.+) tăng thêm (?P<figure>[\d.,]+ (?P<unit>[^\d%]+))$")
_SATISFIED = re.compile(r"hài lòng\b", re.IGNORECASE)
# Of whom or of what a share is taken: "80% hộ …", "90% người dân …".
_SHARED = re.compile(
    r"(?:hộ|người|gia đình|thôn|ấp|xóm|bản|khóm|khu phố|tổ dân phố|học sinh|trường|trẻ em|cán bộ|đảng viên|chi bộ|"
    r"tàu cá|cơ quan|cơ sở)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"(?:lao động|đảng viên|thanh niên|học viên|công dân)\b", re.IGNORECASE)
_SAYS_HOW = re.compile(r"\b(?:đạt|dưới|trên|từ)$", re.IGNORECASE)


def running_words(target: Target, spell: Callable[[str], str] = str) -> str:
    """A target inside a sentence: "sản lượng lúa đạt 7.260 tấn"; never with a colon.

    ``spell`` writes the abbreviations of an indicator's name out.
    """
    name, colon, figure = target_words(target).rpartition(": ")
    if not colon:
        return _added(uncapital(spell(figure)))
    name = _NUMBER_OF.sub("", spell(name))
    if _SATISFIED.match(name):
        name = f"mức độ {uncapital(name)}"
    return _counted(name, figure) or _changed(name, figure) or uncapital(_plain(name, figure))


def _added(words: str) -> str:
    """ "khu kiểu mẫu tăng thêm 03 khu" with the figure before what it counts."""
    more = _MORE.match(words)
    if more is None or not more["name"].startswith(f"{more['unit']} "):
        return words
    return f"tăng thêm {more['figure']}{more['name'][len(more['unit']) :]}"


def _counted(name: str, figure: str) -> str:
    """The figure before what it counts or shares; empty where it does neither."""
    amount, _, unit = figure.partition(" ")
    if built := _BUILT.match(name):
        return f"{built[1].lower()} {figure} {built[2]}"
    done = _DONE_TO.match(name)
    if done and unit.startswith("["):
        return f"{(done['verb'] or done['kept']).lower()} {figure} {uncapital(done['name'])}"
    if done and unit and name.lower().startswith(unit.lower()):
        return f"{(done['verb'] or done['kept']).lower()} {figure}{done['name'][len(unit) :]}"
    for noun in filter(None, (unit.lower(), unit.lower().rpartition(" ")[2])):
        if re.match(rf"{re.escape(noun)}\b", name.lower()):
            return f"{figure}{name[len(noun) :].rstrip()}"  # "10/11 trường đạt chuẩn quốc gia"
    if unit == "người" and _PEOPLE.match(name):
        return f"{amount} {uncapital(name)}"
    plain = not (_NAMES_A_CHANGE.search(name) or _SAYS_HOW.search(name) or is_unwanted(name))
    if re.fullmatch(r"[\d.,]+%", figure) and plain and _SHARED.match(name):
        return f"{figure} {uncapital(name)}"
    return ""


def _changed(name: str, figure: str) -> str:
    if drop := _DROP.match(name):
        return f"giảm {drop[1]} {figure}"
    if against := _AGAINST.match(name):
        return uncapital(f"{against[1]} {figure} {against[2]}")
    if still := _STILL.match(name):
        return uncapital(f"{still[1]} {still[2]} còn {figure}")
    return ""


def _plain(name: str, figure: str) -> str:
    if _NAMES_A_CHANGE.search(name):
        return f"{name} {figure}"
    return f"{name} {'còn' if is_unwanted(name) else 'đạt'} {figure}"
