"""What a draft leaves open that its office knows: names, days, and what a figure is counted by.

Nothing of it is wrong, so these are remarks; each stands at its words, where the office fills in
or decides. They are made only for a document whose brief is known: in a paper from elsewhere one
cannot tell what its office has settled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from drafter.document.facts import Span, Target
from drafter.reading.vietnamese import fold

from .against import own_targets, pairs, place_of, span_of
from .case import Case
from .figures import is_drop
from .finding import Category, Severity
from .rule import Family, Flaw
from .vocabulary import local_matter

OPEN_ENDS = Family(Category.STRUCTURE)
OPEN_DAYS = Family(Category.TIME)
OPEN_MEASURES = Family(Category.TARGET)

AT_ITS_WORDS = frozenset({"DM-01", "DM-02", "DM-04", "DM-05", "DM-06", "DV-01", "VL-07"})
"""Remarks that the office has to see where the words stand, also those of other rules."""

_FEW = 5  # of more nobody wants the names in the plan
_THINGS = (
    r"mô hình|điển hình|công trình|phần việc|tuyến phố|tuyến đường|đoạn đường|khu dân cư|vườn mẫu|"
    r"tiêu chí nông thôn mới|sản phẩm OCOP|sản phẩm mới|điểm trường|sáng kiến|đợt thi đua chuyên đề"
)
_COUNTED = re.compile(
    rf"(?<![\d./,])(?P<count>\d{{1,2}}) (?P<thing>{_THINGS})\b(?P<rest>[^.;:\n|]*)(?P<next>.?)"
)
_NAMED = re.compile(r"\[|“(?!Dân vận khéo)|\((?!sau )")
_IS_WORK = re.compile(
    r"\s*(?:rà soát|chọn|họp|lập|giao|vận động|hướng dẫn|đăng ký|phân công|các|mỗi|đoàn thể|cán bộ|tổ chức)\b"
)


@OPEN_ENDS.rule(
    "DM-01", Severity.INFO, "Thể loại",
    "Mô hình, công trình, điển hình được đếm thì nên nêu tên, nơi làm",
)  # fmt: skip
def unnamed(case: Case) -> Iterator[Flaw]:
    """ "03 mô hình", "01 công trình" without a name; each kind of thing once."""
    told: set[str] = set()
    for found in _COUNTED.finditer(case.clean) if _drafted(case) else ():
        thing = found["thing"]
        listed = found["next"] == ":" and not _IS_WORK.match(case.clean, found.end())
        named = _NAMED.search(found["rest"]) or listed or _named_on_sheet(case, thing)
        if (
            thing in told
            or not 0 < int(found["count"]) <= _FEW
            or named
            or not _in_text(case, found)
        ):
            continue
        told.add(thing)
        yield Flaw(
            f"{found['count']} {thing}: chưa nêu tên, nơi làm, người phụ trách.",
            Span(found.start(), found.end("thing")),
            "Ghi tên nếu đã chọn; chưa chọn thì ghi ngày phải đăng ký xong.",
        )


def _named_on_sheet(case: Case, thing: str) -> bool:
    """Whether the office's sheet names them in its remarks: "Sản phẩm OCOP mới (ba khía, tôm khô)"."""
    return any(thing.lower() in fold(t.indicator) and t.note for t in case.context.targets)


_NO_DAY = re.compile(
    r"theo ngày được thông báo, trước hạn báo cáo cấp trên \([^()]*\)|"
    r"kịp (?:các )?(?:kỳ|thời hạn) báo cáo(?: cuối)?|"
    r"[Tt]rước (?:kỳ|thời hạn) báo cáo(?: cuối)?|ngay sau khi có (?:Kế hoạch|Chỉ thị|văn bản)"
)
_DUE = re.compile(r"báo cáo[^.;\n]{0,60}?trước ngày (\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)


@OPEN_DAYS.rule(
    "DM-02", Severity.INFO, "Thể loại", "Việc giao trong đơn vị nên có ngày xong, sớm hơn hạn của cấp trên"
)  # fmt: skip
def undated(case: Case) -> Iterator[Flaw]:
    """Where bodies and hamlets are to report or register without a day of the office's own."""
    for found in _NO_DAY.finditer(case.clean) if _drafted(case) else ():
        yield Flaw(
            f"“{found[0]}”: chưa có ngày do đơn vị đặt.", Span(*found.span()),
            "Ghi một ngày cụ thể, hoặc nhắn “Các đơn vị gửi kết quả trước ngày …”; sớm hơn hạn của cấp trên.",
        )  # fmt: skip


_ROUND_ENDS = re.compile(
    r"Đợt (?:\d|[IVX]+|một|hai|ba)\b[^\n]{0,60}?đến (?:hết )?(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})",
    re.IGNORECASE,
)
_NEAR = 31  # days


@OPEN_DAYS.rule(
    "DM-03", Severity.INFO, "Văn bản cấp trên", "Báo khi hạn báo cáo đến trước ngày kết thúc một đợt thi đua"
)  # fmt: skip
def before_its_round_ends(case: Case) -> Iterator[Flaw]:
    """A report that is due while the round it reports on still runs; the last round is TG-11's."""
    ends = _days(_ROUND_ENDS, case.clean)[:-1] if _drafted(case) else []
    for due in _days(_DUE, case.clean):
        for end in ends:
            if 0 < (end - due).days <= _NEAR:
                yield Flaw(
                    f"Báo cáo gửi cấp trên trước ngày {due:%d/%m/%Y}, khi đợt thi đua đến ngày "
                    f"{end:%d/%m/%Y} chưa kết thúc.",
                    None, "Báo cáo số liệu ước đến hết đợt; bình xét, khen thưởng sau ngày kết thúc đợt.",
                )  # fmt: skip


@OPEN_ENDS.rule(
    "DM-04", Severity.INFO, "Văn bản cấp trên",
    "Cây, con, lễ hội cấp trên nêu chung cho các xã phải có thật ở xã",
)  # fmt: skip
def unseen_here(case: Case) -> Iterator[Flaw]:
    """What the level above takes for granted, and no paper of the commune speaks of."""
    context = case.context
    if context.directive is None or not _drafted(case):
        return
    above, own = fold(context.directive.understood), fold(" ".join(_own_words(case)))
    told: set[str] = set()
    for found in local_matter(context.register.kb).finditer(case.text):
        words, produce = fold(found[0]), fold(found["produce"] or "")
        if words in told or words not in above or words in own or _grown(produce, own):
            continue
        told.add(words)
        yield Flaw(
            f"“{found[0]}”: cấp trên nêu, tài liệu của đơn vị và lời anh/chị chưa nói đến.",
            Span(*found.span()), "Xác nhận ở đơn vị có; nếu không có thì bỏ.",
        )  # fmt: skip


_SPOKEN_OF_AS_GROWN = (
    r"(?:vùng(?: nguyên liệu| chuyên canh| trồng)?|cây|trồng|nuôi|diện tích|sản lượng|vườn|đồi|quả|giống|đàn|"
    r"ha|có|và|là|:|,)"
)


def _grown(produce: str, own: str) -> bool:
    """Whether the commune's own words speak of the produce; "cam kết" and "điều kiện" do not."""
    if " " in produce:
        return produce in own
    pattern = (
        rf"{_SPOKEN_OF_AS_GROWN} {re.escape(produce)}\b(?! (?:kết|kiện|phục|hành|chỉnh|tra|động))"
    )
    return bool(produce and re.search(pattern, own))


def _own_words(case: Case) -> Iterator[str]:
    yield from (f"{t.indicator} {t.note or ''}" for t in case.context.targets)
    if case.context.brief is not None:
        yield from (statement.text for statement in case.context.brief.statements)
    if case.context.previous is not None:
        yield case.context.previous.text


_AGAINST = re.compile(r"so với|cùng kỳ|hằng năm|hàng năm|điểm %|năm trước")
_WHAT_DROPS = re.compile(r"phạm pháp|tai nạn|tội phạm|vụ việc|vi phạm|vụ cháy")


@OPEN_MEASURES.rule(
    "DM-05", Severity.INFO, "Biểu chỉ tiêu của đơn vị", "Mức giảm phải nói giảm so với kỳ nào"
)
def no_base(case: Case) -> Iterator[Flaw]:
    """ "Giảm tai nạn giao thông: 8%": against which period, by cases or by victims."""
    for target in case.context.targets if _drafted(case) else ():
        words = fold(
            f"{target.text} {target.indicator} {target.note or ''} {target.qualifier or ''}"
        )
        percent = target.quantity is not None and target.quantity.unit == "%"
        if percent and is_drop(target) and _WHAT_DROPS.search(words) and not _AGAINST.search(words):
            yield Flaw(
                f"{target.indicator}: biểu chưa ghi giảm so với kỳ nào, tính theo số vụ hay số người.",
                span_of(case, target), "Ghi rõ, ví dụ “so với năm trước”.", quote=target.text,
            )  # fmt: skip


_FEWEST_WORDS = 3
_HOW = (
    r"(?:khởi tạo từ|từ máy|tại|thuộc diện) (?!địa phương|các |cấp |xã|phường|nguồn|thời điểm|chỗ)"
    r"[^,.;:()\d“”]{4,70}"
)
_FLOOR_HOW = re.compile(rf"\b{_HOW}")


@OPEN_MEASURES.rule(
    "DM-06",
    Severity.INFO,
    "Văn bản cấp trên",
    "Chỉ tiêu của đơn vị phải tính cùng cách với cấp trên",
)
def measured_otherwise(case: Case) -> Iterator[Flaw]:
    """The level above says of what or where it counts; the row of the office does not."""
    if case.context.directive is None or not _drafted(case):
        return
    above = " ".join(case.context.directive.understood.split())
    floors = {id(target): floor for floor, target in pairs(case)}
    for target in own_targets(case):
        floor = floors.get(id(target))
        found = _FLOOR_HOW.search(floor.quote) if floor else None
        how = found or _said_above(target, above)
        words = _TRAILING.sub("", how[0]) if how else ""
        if not words or _holds(target, words, case):
            continue
        where = f" ({place_of(case, floor)})" if floor else ""
        yield Flaw(
            f"{target.indicator}: cấp trên nói rõ “{words}”{where}, biểu của đơn vị không ghi.",
            span_of(case, target), "Đối chiếu hai bên tính có giống nhau không.", quote=target.text,
        )  # fmt: skip


def _said_above(target: Target, above: str) -> re.Match[str] | None:
    """How the text of the level above goes on behind the last words of the indicator."""
    words = _words(target.indicator)
    if len(words) <= _FEWEST_WORDS:
        return None
    tail = re.escape(" ".join(words[-_FEWEST_WORDS - 1 :]))
    return re.search(rf"(?<={tail} ){_HOW}", above, re.IGNORECASE)


_TRAILING = re.compile(r"\s*(?:(?:đạt )?(?:từ|trên|tối thiểu|ít nhất|là))?\s*$")
_ENOUGH = 0.6  # share of the words from which the row of the office says the same


def _holds(target: Target, how: str, case: Case) -> bool:
    spelled = case.context.register.indicators.spelled
    own = set(_words(f"{spelled(target.indicator)} {target.note or ''} {target.qualifier or ''}"))
    asked = _words(how)
    return sum(word in own for word in asked) >= _ENOUGH * len(asked)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _drafted(case: Case) -> bool:
    return case.context.brief is not None


def _in_text(case: Case, found: re.Match[str]) -> bool:
    """Whether a place stands in running text: the rows of a table have their own columns."""
    paragraph = case.paragraph_at(found.start()).of(case.text)
    return " | " not in paragraph and case.body.start <= found.start() < case.body.end


def _days(pattern: re.Pattern[str], text: str) -> list[date]:
    out = []
    for found in pattern.finditer(text):
        day, month, year = map(int, found.groups())
        try:
            out.append(date(year, month, day))
        except ValueError:
            continue  # a date that does not exist is told by another rule
    return list(dict.fromkeys(out))
