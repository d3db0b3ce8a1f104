"""A desk for the page's tests: the real conversation, and a canned draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from drafter.checking.finding import Category, Finding, Fix, Place, Severity
from drafter.checking.fixing import FixReport
from drafter.desk import Compared, EditableSection, TargetBoard, TargetLine, Version
from drafter.desk.comparing import compare
from drafter.document.brief import Brief
from drafter.document.facts import FactKind, Ground, GroundKind, Quantity, Span, Target, Use
from drafter.document.model import (
    DocumentKind,
    LaunchDocument,
    Letterhead,
    Paragraph,
    Section,
    SectionKind,
    Signature,
)
from drafter.document.reading import Header, PrintedDate, ReadDocument, Source, TargetList
from drafter.document.unit import Level, Unit
from drafter.drafting.conversation import (
    Conversation,
    Reply,
    ShelfItem,
    TableRow,
    Upload,
    begin,
    drafted,
    edit_table,
    stopped,
    take_turn,
)
from drafter.drafting.edits import from_table
from drafter.drafting.gaps import Gap, gaps
from drafter.errors import RecordsError, UnreadableFile

TODAY = date(2027, 1, 12)
THIEN_CAM = Unit("Thiên Cầm", Level.COMMUNE, "tỉnh Hà Tĩnh")
TAN_TIEN = tuple(
    Unit("Tân Tiến", Level.COMMUNE, p) for p in ("tỉnh Cà Mau", "tỉnh Bắc Ninh", "tỉnh Đồng Nai")
)
DIRECTIVE = ReadDocument(
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH KẾ HOẠCH " + "thi đua " * 200,
    Source("ke-hoach-tinh.docx", "docx"),
    Header(
        issuer="UBND tỉnh Hà Tĩnh",
        level=Level.PROVINCE,
        number="512/KH-UBND",
        date=PrintedDate(30, 12, 2026),
        doc_type="KẾ HOẠCH",
        year=2027,
        theme="Đoàn kết, bứt phá",
    ),
)


def _target(name: str, before: str, now: str, unit: str) -> Target:
    figures = [Quantity(Decimal(v.replace(",", ".")), unit, written=v) for v in (before, now)]
    return Target(f"{name}: {now} {unit}", name, figures[1], last_year=figures[0])


TARGETS = (
    _target("Thu nhập bình quân đầu người", "58,5", "63", "triệu đồng"),
    _target("Tỷ lệ dân số tham gia BHYT", "92,6", "93,5", "%"),
    _target("Mức giảm tỷ lệ hộ nghèo đa chiều", "3,1", "3,4", "%"),
)


def document() -> LaunchDocument:
    """A draft of one section with a figure, a placeholder and their grounds."""
    text = "Phấn đấu tỷ lệ dân số tham gia BHYT đạt 93,5%; thu ngân sách [số năm 2027] triệu đồng."
    figure = text.index("93,5%")
    gap = text.index("[")
    uses = (
        Use(
            "93,5%",
            FactKind.TARGET,
            Ground(GroundKind.TARGETS, "dòng 2", "Tỷ lệ dân số tham gia BHYT; %; 92,6; 93,5"),
            Span(figure, figure + 5),
        ),
        Use(
            "[số năm 2027]",
            FactKind.PLACEHOLDER,
            Ground(GroundKind.FORM, ""),
            Span(gap, text.index("]") + 1),
        ),
    )
    section = Section(
        SectionKind.TARGETS, "I", "CHỈ TIÊU THI ĐUA", (Paragraph(text, uses=uses),) * 6
    )
    return LaunchDocument(
        DocumentKind.PLAN,
        Letterhead(("ỦY BAN NHÂN DÂN", "XÃ THIÊN CẦM"), "KH-UBND", "Thiên Cầm", 2027),
        "Phát động phong trào thi đua năm 2027",
        (Paragraph("Thực hiện Kế hoạch số 512/KH-UBND, Ủy ban nhân dân xã phát động thi đua."),),
        (section,),
        (),
        ("Như trên;", "Lưu: VT."),
        Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    )


FINDINGS = (
    Finding(
        "target.floor",
        Category.TARGET,
        Severity.ERROR,
        "Chỉ tiêu BHYT thấp hơn mức tỉnh giao.",
        "Xin ý kiến lãnh đạo để nâng lên 95% hoặc giải trình.",
        "93,5%",
        Place("I", 1),
    ),
    Finding(
        "time.day",
        Category.TIME,
        Severity.WARNING,
        "Nghị định 152 hết hiệu lực 01/3/2027.",
        fix=Fix(Span(0, 1), "x"),
    ),
)


TRACE = {
    "directive_items": [
        {
            "ref": "III.1.a",
            "clauses": [
                {"quote": "GRDP tăng 10%", "action": "left-out", "text": "", "reason": "Của tỉnh."},
                {"quote": "Nuôi tôm", "action": "taken", "text": "Nuôi tôm", "reason": ""},
            ],
        }
    ]
}


class DoubleTools:
    """Units and files known by name."""

    def find_units(self, phrase: str, on: date) -> Sequence[Unit]:
        if "Tân Tiến" in phrase:
            return [u for u in TAN_TIEN if u.province in phrase] or TAN_TIEN
        return (THIEN_CAM,) if "Thiên Cầm" in phrase else ()

    def successors(self, unit: Unit, on: date) -> Sequence[Unit]:
        return ()

    def read_upload(self, name: str, data: bytes) -> ReadDocument:
        if b"hong" in data:
            raise UnreadableFile("broken", advice="Tệp này bị hỏng, anh/chị gửi lại bản khác.")
        return replace(DIRECTIVE, source=replace(DIRECTIVE.source, file=name))

    def read_targets(self, name: str, data: bytes) -> TargetList:
        lines = data.decode("utf-8-sig").splitlines()[1:]
        rows = [line.split(";") for line in lines if line.count(";") >= 4]
        named = [row for row in rows if row[4]]
        return TargetList(tuple(_target(r[1], r[3] or "0", r[4], r[2]) for r in named) or TARGETS)

    def shelf(self, brief: Brief) -> Sequence[ShelfItem]:
        return ()

    def open_shelf(self, item: str) -> ReadDocument:
        raise AssertionError(item)

    def profile(self, unit: Unit) -> None:
        return None

    def uses(self) -> Sequence[Use]:
        return document().ledger()


@dataclass(frozen=True)
class Step:
    text: str
    done: int
    total: int
    written: Section | None = None


@dataclass(frozen=True)
class Summary:
    id: str
    title: str
    updated: datetime = datetime(2027, 1, 12, 8, 0)
    status: str = "drafted"


@dataclass(frozen=True)
class State:
    id: str
    conversation: Conversation
    document: LaunchDocument | None
    findings: tuple[Finding, ...]
    status: str = "open"
    trace: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    title: str = "Kế hoạch phát động thi đua năm 2025"
    issuer: str = "UBND xã Cẩm Dương"
    year: int = 2025
    reasons: tuple[str, ...] = ("cùng tỉnh", "cùng loại văn bản")
    text: str = "Tổ chức ký giao ước thi đua ở thôn."


def _line(target: Target) -> TargetLine:
    """The BHYT target has a floor of 95%."""
    if "BHYT" not in target.indicator:
        return TargetLine(target)
    value = target.quantity.value if target.quantity else None
    below = value is not None and value < 95
    return TargetLine(target, "95%", "II.3", "BHYT dưới mức cấp trên giao 95%." if below else "")


class DoubleDesk:
    """Keeps conversations in memory; drafts at once."""

    def __init__(self) -> None:
        self.talks: dict[str, Conversation] = {}
        self.drafted: set[str] = set()
        self.asked: list[str] = []

    def start(self) -> str:
        draft_id = f"d{len(self.talks) + 1}"
        self.talks[draft_id] = begin(TODAY).conversation
        return draft_id

    def say(
        self,
        draft_id: str,
        text: str,
        uploads: Sequence[tuple[str, bytes]] = (),
        *,
        progress: Any = None,
    ) -> Reply:
        if progress and uploads:
            progress(f"Nhận dạng chữ: {uploads[0][0]}", 1, 3)
        self.asked.append(text)
        files = [Upload(name, data) for name, data in uploads]
        reply = take_turn(self.talks[draft_id], text, files, DoubleTools())
        self.talks[draft_id] = reply.conversation
        return reply

    def edit_targets(self, draft_id: str, rows: Sequence[TableRow]) -> Reply:
        reply = edit_table(self.talks[draft_id], rows)
        self.talks[draft_id] = reply.conversation
        return reply

    def target_board(self, draft_id: str, rows: Sequence[TableRow] | None = None) -> TargetBoard:
        targets = self.talks[draft_id].brief.targets
        if rows is not None:
            targets = from_table(targets, rows, 0)
        return TargetBoard(tuple(_line(target) for target in targets))

    def targets_xlsx(self, draft_id: str) -> bytes:
        return b"PK"

    def compare(self, draft_id: str, earlier: int | None, later: int) -> list[Compared]:
        self.asked.append(f"compare {earlier} {later}")
        return compare(["Câu chung.", "BHYT 93%."], ["Câu chung.", "BHYT 95%.", "<b>Mới</b>"])

    def redraft_part(self, draft_id: str, part: str) -> Iterator[Step]:
        self.asked.append(f"again {part}")
        yield Step("Đang viết lại mục I.", 0, 1)

    def stop(self, draft_id: str) -> None:
        self.talks[draft_id] = stopped(self.talks[draft_id])

    def draft(self, draft_id: str) -> Iterator[Step]:
        yield Step("Đang viết mục I. Chỉ tiêu…", 0, 2)
        self.drafted.add(draft_id)
        self.talks[draft_id] = drafted(self.talks[draft_id])
        yield Step("Đã soạn xong dự thảo.", 2, 2)

    def state(self, draft_id: str) -> State:
        if draft_id not in self.talks:
            raise RecordsError("unknown", advice="Không tìm thấy dự thảo này.")
        made = draft_id in self.drafted
        return State(
            draft_id,
            self.talks[draft_id],
            document() if made else None,
            FINDINGS if made else (),
            trace=TRACE if made else {},
        )

    def drafts(self) -> list[Summary]:
        return [Summary(i, f"Kế hoạch thi đua - {i}") for i in reversed(self.talks)]

    def docx(self, draft_id: str) -> bytes:
        from drafter.rendering import to_docx

        return to_docx(document())

    def html(self, draft_id: str) -> str:
        from drafter.rendering import to_html

        return to_html(document(), findings=FINDINGS)

    def editable(self, draft_id: str) -> list[EditableSection]:
        return [EditableSection("I", "CHỈ TIÊU THI ĐUA", "- BHYT 93,5%")]

    def edit_section(self, draft_id: str, path: str, text: str) -> None:
        self.asked.append(f"{path}: {text}")

    def review(self, draft_id: str) -> bytes:
        return b"PK"

    def sheet_docx(self, draft_id: str) -> bytes:
        return b"PK"

    def note(self, draft_id: str) -> str:
        return "GHI CHÚ GỬI NGƯỜI SOẠN"

    def sheet_html(self, draft_id: str) -> str:
        return "<html><head></head><body>PHIẾU RÀ SOÁT DỰ THẢO</body></html>"

    def notice(self, draft_id: str) -> str:
        return "Dự thảo do phần mềm hỗ trợ soạn."

    def gaps(self, draft_id: str) -> Sequence[Gap]:
        return gaps(document())

    def fill(self, draft_id: str, values: Mapping[int, str]) -> int:
        self.asked.append(f"fill {dict(values)}")
        return len(values)

    def undo(self, draft_id: str) -> int | None:
        self.asked.append("undo")
        return 1

    def orders(self) -> list[str]:
        return ["Soạn kế hoạch thi đua năm 2027 cho xã Thiên Cầm, tỉnh Hà Tĩnh"]

    def model_word(self) -> str:
        return "Soạn theo mẫu có sẵn, không dùng trí tuệ nhân tạo."

    def fix(self, draft_id: str, rules: Sequence[str] = ()) -> FixReport[LaunchDocument]:
        self.asked.append(" ".join(["fix", draft_id, *rules]))
        return FixReport(document(), FINDINGS[:1], FINDINGS[1:])

    def makes_pdf(self) -> bool:
        return False

    def versions(self, draft_id: str) -> list[Version]:
        return [Version(n, datetime(2027, 1, 12, 8, n), "Soạn tự động") for n in (2, 1)]

    def restore(self, draft_id: str, number: int) -> None:
        self.asked.append(f"restore {number}")

    def similar(self, draft_id: str) -> list[Hit]:
        return [Hit()]

    def check_bytes(self, name: str, data: bytes, *, as_of: date | None = None) -> list[Finding]:
        return list(FINDINGS)

    def search(self, query: str, **wanted: Any) -> list[Hit]:
        return [Hit()] if "giao ước" in query else []

    def library_list(self) -> list[dict[str, Any]]:
        row = {"title": "Chỉ thị năm 2024", "issuer": "UBND huyện", "year": 2024, "kind": "ct"}
        return [{**row, "origin": "kb"}]

    def ingest_bytes(self, name: str, data: bytes) -> dict[str, Any]:
        return {"added": 1}

    def law(self, text: str, on: date, plan_year: int | None = None) -> list[Any]:
        return []

    def model_line(self) -> str:
        return "Chưa đặt mô hình ngôn ngữ: dự thảo được soạn theo mẫu."
