"""References to law: alive on the day, rightly quoted, and none missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from drafter.document.facts import Citation, Scope, Span
from drafter.document.model import DocumentKind
from drafter.reading.vietnamese import fold
from drafter.register.instrument import after
from drafter.register.verdicts import Verdict, VerdictKind, amendments, ended_on

from .case import Case
from .finding import Category, Severity
from .rule import Family, Flaw

LAW = Family(Category.LAW)

_RETROSPECT = re.compile(
    r"thay thế|bãi bỏ|hết hiệu lực|trước đây|tổng kết \d+ năm|kết quả (?:thực hiện )?năm|đã được",
    re.IGNORECASE,
)
_LOCAL_NUMBER = re.compile(r"-(?:UBND|HĐND|TU|HU|ĐU|SNV|BTĐKT)\b|/(?:TU|HU|ĐU)\b")


def verdicts(case: Case) -> tuple[tuple[Citation, Verdict], ...]:
    """Every specific reference with the register's verdict on the day; nothing without a day."""

    def find() -> tuple[tuple[Citation, Verdict], ...]:
        on = case.context.on
        if on is None:
            return ()
        ask = case.context.register.instruments.verdict
        year = case.context.year
        return tuple((c, ask(c, on, year)) for c in specific(case))

    return case.once("verdicts", find)


def specific(case: Case) -> tuple[Citation, ...]:
    """References to one instrument each, with a place."""
    return tuple(
        c for c in case.document.citations if c.scope is Scope.SPECIFIC and c.span is not None
    )


@LAW.rule(
    "VL-01", Severity.ERROR, "VD-04",
    "Văn bản được viện dẫn phải còn hiệu lực (hoặc còn dùng được) vào ngày ban hành",
)  # fmt: skip
def expired(case: Case) -> Iterator[Flaw]:
    """Dead instruments; looking back is allowed."""
    for citation, verdict in verdicts(case):
        if verdict.kind is not VerdictKind.EXPIRED or _looks_back(case, citation):
            continue
        new = verdict.replacement
        advice = f"Thay bằng {new.clause(title=True)}." if new else "Bỏ viện dẫn này."
        yield Flaw(verdict.why, citation.span, advice)


@LAW.rule(
    "VL-02", Severity.ERROR, "VD-04",
    "Không viện dẫn văn bản chưa ban hành hoặc chưa có hiệu lực vào ngày ban hành",
)  # fmt: skip
def unborn(case: Case) -> Iterator[Flaw]:
    """Instruments of the future."""
    for citation, verdict in verdicts(case):
        if verdict.kind is VerdictKind.NOT_YET:
            new = verdict.replacement
            advice = f"Dùng {new.clause(title=True)}." if new else "Bỏ viện dẫn này."
            yield Flaw(verdict.why, citation.span, advice)
    yield from _dated_ahead(case)


def _dated_ahead(case: Case) -> Iterator[Flaw]:
    on = case.context.on
    known = {c for c, v in verdicts(case) if v.kind is VerdictKind.NOT_YET}
    for citation in specific(case):
        if on and citation.issued_on and citation.issued_on > on and citation not in known:
            yield Flaw(
                f"{citation.kind} {citation.number or ''} ghi ngày {_day(citation.issued_on)}, "
                f"sau ngày ban hành văn bản này ({_day(on)}).".replace("  ", " "),
                citation.span,
                "Kiểm tra lại ngày của văn bản được viện dẫn.",
            )


@LAW.rule(
    "VL-03", Severity.ERROR, "VD-03",
    "Số, ngày, cơ quan ban hành, tên của văn bản viện dẫn phải đúng với văn bản gốc",
)  # fmt: skip
def mismatch(case: Case) -> Iterator[Flaw]:
    """What is printed differs from the register."""
    for citation, verdict in verdicts(case):
        if verdict.kind is VerdictKind.MISMATCH:
            row = verdict.instrument
            advice = f"Ghi lại: {row.clause(title=True)}." if row else ""
            severity = None if row and row.confirmed else Severity.WARNING
            yield Flaw(verdict.why, citation.span, advice, severity=severity)


@LAW.rule(
    "VD-08", Severity.WARNING, "PLI-II.6b",
    "Trích yếu của văn bản viện dẫn phải ghi nguyên văn, không sửa, không đổi tên địa phương",
)  # fmt: skip
def title_altered(case: Case) -> Iterator[Flaw]:
    """A title that nearly is the official one; a shortened beginning is allowed."""
    for citation, verdict in verdicts(case):
        row = verdict.instrument
        if row is None or not citation.title or not row.confirmed or "title" in row.unverified:
            continue
        words = " ".join(citation.text.split())
        at = words.find(citation.title)
        if at < 1 or words[at - 1] not in '“"':
            continue  # only words in quotation marks claim to be the title word for word
        official, printed = _title_words(row.title), _title_words(citation.title)
        if len(printed) < 6 or printed == official[: len(printed)]:
            continue
        if printed == official:
            if _raw_words(row.title) != _raw_words(citation.title):
                yield Flaw(
                    f"Tên {citation.kind} số {citation.number or ''} trích khác bản gốc về chữ viết.",
                    citation.span, f"Ghi: {row.title}.", severity=Severity.INFO,
                )  # fmt: skip
        elif SequenceMatcher(None, printed, official).ratio() > 0.75:
            lost = _lost(printed, official)
            what = f" (thiếu “{lost}”)" if lost else ""
            yield Flaw(
                f"Tên {citation.kind} số {citation.number or ''} trích không đúng nguyên văn{what}.",
                citation.span, f"Ghi: {row.title}.",
            )  # fmt: skip


def _lost(printed: list[str], official: list[str]) -> str:
    """The words of the official title that were left out, in their order."""
    steps = SequenceMatcher(None, printed, official).get_opcodes()
    return " … ".join(" ".join(official[c:d]) for tag, _, _, c, d in steps if tag == "insert")


def _title_words(title: str) -> list[str]:
    return [_VARIANTS.get(word, word) for word in _raw_words(title)]


def _raw_words(title: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"^về (?:việc )?", "", fold(title)))


_VARIANTS = {"hàng": "hằng", "05": "5", "đảm": "bảo", "bảo": "bảo"}


@LAW.rule(
    "VL-04", Severity.WARNING, "VD-04",
    "Báo trước văn bản hết hiệu lực trong năm kế hoạch",
)  # fmt: skip
def sunset(case: Case) -> Iterator[Flaw]:
    """A basis that ends within the plan year, once for each instrument."""
    told: set[str] = set()
    for citation, verdict in verdicts(case):
        row = verdict.instrument
        if verdict.kind is VerdictKind.EXPIRES_IN_PLAN_YEAR and row and row.id not in told:
            told.add(row.id)
            yield Flaw(verdict.why, citation.span, _sunset_advice(case, row.id))


def _sunset_advice(case: Case, id: str) -> str:
    register = case.context.register.instruments
    row = register.get(id)
    ended = ended_on(register, row) if row else None
    day = f" từ {after(ended)}" if ended else ""
    return (
        f"Vẫn viện dẫn được ở thời điểm này; theo dõi văn bản thay thế và rà soát lại căn cứ{day}."
    )


@LAW.rule(
    "VL-05", Severity.WARNING, "PLI-II.6a",
    "Kế hoạch cần nêu luật và nghị định về thi đua, khen thưởng đang có hiệu lực",
)  # fmt: skip
def missing_basis(case: Case) -> Iterator[Flaw]:
    """Usual bases of the day that the text does not name."""
    on, year, unit = case.context.on, case.context.year, case.context.unit
    if on is None or year is None or unit is None:
        return
    basis = case.context.register.instruments.basis(DocumentKind.PLAN, unit.level, on, year)
    named = [v.instrument for _, v in verdicts(case) if v.instrument]
    cited = {row.id for row in named}
    order = any(_is_order(row.number) for row in named)
    for entry in basis.entries:
        if order and _is_order(entry.instrument.number):
            continue  # the level above carries out another order of the Prime Minister
        if entry.needed and entry.instrument.id not in cited:
            severity = None if case.context.draft else Severity.INFO
            yield Flaw(
                f"Chưa thấy viện dẫn {entry.clause}: {entry.why}",
                None,
                f"Bổ sung “{entry.full}”.",
                severity=severity,
            )


def _is_order(number: str | None) -> bool:
    return (number or "").endswith("/CT-TTg")


@LAW.rule(
    "VL-06", Severity.INFO, "VD-04",
    "Văn bản chưa xác minh trong danh mục phải được người soạn đối chiếu bản gốc",
)  # fmt: skip
def unconfirmed(case: Case) -> Iterator[Flaw]:
    """Known rows that nobody has confirmed, and national instruments not in the register."""
    told: set[str] = set()
    for citation, verdict in verdicts(case):
        row = verdict.instrument
        if row is not None and not row.confirmed and row.id not in told:
            told.add(row.id)
            yield Flaw(
                f"{row.name} có trong danh mục nhưng chưa xác minh từ bản gốc.",
                citation.span,
                "Đối chiếu với bản gốc trên Cơ sở dữ liệu quốc gia về văn bản pháp luật.",
            )
        number = citation.number or ""
        if row is None and number and number not in told and not _LOCAL_NUMBER.search(number):
            told.add(number)
            yield Flaw(verdict.why, citation.span, "Đối chiếu số, ngày với bản gốc.")


@LAW.rule(
    "VL-07", Severity.INFO, "VD-04", "Báo khi văn bản viện dẫn đã được sửa đổi, bổ sung"
)  # fmt: skip
def amended(case: Case) -> Iterator[Flaw]:
    """Cited without its amendment that is in force on the day: the office may cite both."""
    told: set[str] = set()
    on, instruments = case.context.on, case.context.register.instruments
    for citation, verdict in verdicts(case):
        row = verdict.instrument
        if on is None or row is None or row.id in told:
            continue
        told.add(row.id)
        if changes := "; ".join(amendments(instruments, row, on)):
            yield Flaw(
                f"{row.name} {changes}.", citation.span,
                "Vẫn viện dẫn được; đối chiếu bản gốc để viện dẫn thêm văn bản sửa đổi nếu cần.",
            )  # fmt: skip


@LAW.rule(
    "VD-03", Severity.ERROR, "PLI-II.6b",
    "Cùng một số văn bản không được ghi hai ngày hoặc hai cơ quan ban hành khác nhau",
)  # fmt: skip
def two_dates(case: Case) -> Iterator[Flaw]:
    """One number with two dates inside one document."""
    first: dict[tuple[str, str], Citation] = {}
    for citation in specific(case):
        if citation.number is None or citation.issued_on is None:
            continue
        key = (citation.kind.lower(), _plain_number(citation.number))
        other = first.setdefault(key, citation)
        if other.issued_on != citation.issued_on and not _other_issuer(other, citation):
            assert other.issued_on is not None
            yield Flaw(
                f"{citation.kind} số {citation.number} được ghi hai ngày khác nhau: "
                f"{_day(other.issued_on)} và {_day(citation.issued_on)}.",
                citation.span,
                "Đối chiếu bản gốc và ghi thống nhất một ngày.",
            )


@LAW.rule(
    "VD-05", Severity.WARNING, "PLI-II.6b",
    "Viện dẫn lần đầu phải ghi đủ số, ký hiệu và ngày, tháng, năm ban hành",
)  # fmt: skip
def undated(case: Case) -> Iterator[Flaw]:
    """A numbered instrument without its date, the first time it is named."""
    seen: set[str] = set()
    for citation in specific(case):
        number = _plain_number(citation.number) if citation.number else None
        if number is None or number in seen:
            continue
        seen.add(number)
        if citation.issued_on is None and not re.search(r"/(?:19|20)\d\d/", number):
            severity = Severity.INFO if _inside_another(case, citation) else None
            yield Flaw(
                f"{citation.kind} số {citation.number} chưa ghi ngày, tháng, năm ban hành.",
                citation.span,
                "Bổ sung ngày ban hành ngay sau số, ký hiệu.",
                severity=severity,
            )


@LAW.rule(
    "VD-02", Severity.INFO, "Lối viết",
    "Ghi ngày của văn bản viện dẫn theo một cách: không có dấu phẩy giữa số và “ngày”",
)  # fmt: skip
def comma_before_day(case: Case) -> Iterator[Flaw]:
    """ "số 34-CT/TW, ngày …" beside "số 19/CT-TTg ngày …"."""
    spans = [c.span for c in specific(case) if c.span and c.number and c.issued_on]
    with_comma = [s for s in spans if re.search(r"\w, ngày \d", s.of(case.clean))]
    if with_comma:
        yield Flaw(f"Có dấu phẩy giữa số và “ngày” ({len(with_comma)} trên {len(spans)} lần viện dẫn).",
                   with_comma[0], "Bỏ dấu phẩy trước “ngày”.")  # fmt: skip


@LAW.rule(
    "VD-06", Severity.WARNING, "PLI-II.6a",
    "Luật được viện dẫn phải có ngày (hoặc năm) ban hành ít nhất một lần",
)  # fmt: skip
def undated_law(case: Case) -> Iterator[Flaw]:
    """The emulation law by its name alone, in a document that never dates it."""
    laws = [c for c in specific(case) if re.match(r"luật thi đua", fold(c.text)) and c.span]
    if not laws or any(
        c.issued_on or c.number or re.search(r"năm (?:19|20)\d\d", c.text) for c in laws
    ):
        return
    named = next((c for c in laws if not _inside_another(case, c)), None)
    if named is not None:
        yield Flaw("Luật Thi đua, khen thưởng được nêu mà không có ngày, năm ban hành.", named.span,
                   "Ghi ngày ban hành của luật đang có hiệu lực.")  # fmt: skip


@LAW.rule(
    "PT-01", Severity.WARNING, "Danh mục phong trào",
    "Tên phong trào thi đua phải ghi đúng nguyên văn; phong trào của tỉnh không gán cho Thủ tướng",
)  # fmt: skip
def movement_names(case: Case) -> Iterator[Flaw]:
    """Names of movements printed otherwise; a province's version under the Prime Minister."""
    movements = case.context.register.movements
    for named in case.document.movements:
        known = movements.named(named.name)
        right = movements.misspelt(named.name)
        if known is None:
            continue
        if right is not None and fold(right) != fold(named.name):
            yield Flaw(f"Tên phong trào “{named.name}” ghi chưa đúng, tên chính thức là “{right}”.",
                       named.span, f"Ghi “{right}”.", right)  # fmt: skip
        if known.province and known.national and _of_prime_minister(case, named.span):
            yield Flaw(f"Phong trào “{named.name}” là của {known.province}, không phải do Thủ tướng Chính phủ phát động.",
                       named.span, "Ghi tên phong trào của Thủ tướng, hoặc nêu đúng cơ quan phát động.",
                       severity=Severity.INFO)  # fmt: skip


def _of_prime_minister(case: Case, span: Span) -> bool:
    paragraph = case.sentence_at(span.start)
    before = case.clean[paragraph.start : span.start]
    return "Thủ tướng Chính phủ phát động" in before


@LAW.rule(
    "VD-07", Severity.WARNING, "PLI-II.6b",
    "Số, ký hiệu phải đúng mẫu: văn bản của Đảng 34-CT/TW, văn bản nhà nước 19/CT-TTg",
)  # fmt: skip
def crossed_number(case: Case) -> Iterator[Flaw]:
    """Party numbers in the form of the State and the reverse; year of number and date differ."""
    for citation in specific(case):
        number = citation.number or ""
        if re.search(r"^\d+/(?:NQ|CT|KL|QĐ|HD|CTr)-T[WU]$|^\d+-\w+-T[WU]$", number):
            right = re.sub(r"^(\d+)[/-](\w+)-(T[WU])$", r"\1-\2/\3", number)
            yield Flaw(
                f"Số, ký hiệu {number} không đúng mẫu văn bản của Đảng.",
                citation.span,
                f"Ghi {right}.",
            )
        year = re.search(r"/((?:19|20)\d\d)/", number)
        if year and citation.issued_on and int(year[1]) != citation.issued_on.year:
            yield Flaw(
                f"Năm trong số {number} không khớp ngày ban hành {_day(citation.issued_on)}.",
                citation.span,
                "Đối chiếu bản gốc.",
                severity=Severity.ERROR,
            )


def _plain_number(number: str) -> str:
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s", "", number)).upper()


def _other_issuer(a: Citation, b: Citation) -> bool:
    return bool(a.issuer and b.issuer and a.issuer.lower() != b.issuer.lower())


def _inside_another(case: Case, citation: Citation) -> bool:
    span = citation.span or Span(0, 0)
    return any(
        other is not citation and other.span and other.span.covers(span)
        for other in case.document.citations
    )


def _looks_back(case: Case, citation: Citation) -> bool:
    assert citation.span is not None
    sentence = case.sentence_at(citation.span.start)
    return bool(_RETROSPECT.search(case.clean[sentence.start : citation.span.start]))


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month}/{day.year}"
