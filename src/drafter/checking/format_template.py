"""What in an office's own template breaks the decree."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.document.model import (
    Annex,
    DocumentKind,
    LaunchDocument,
    Letterhead,
    Paragraph,
    Section,
    SectionKind,
    Signature,
)
from drafter.rendering import Template, reread, to_docx
from drafter.rendering.frame import MARKS, Frame

from .finding import Category, Finding, Severity
from .format import check_format


def check_template(template: Template) -> list[Finding]:
    """Findings on a specimen printed with ``template``; every one is the template's doing.

    On a page of the office's own the marks are told first: those that mean nothing, and the
    components that have none.
    """
    specimen = _specimen()
    data = to_docx(specimen, template=template)
    findings = list(check_format(data).findings)
    frame = template.frame
    if frame is None:
        return findings
    told = [*_marks(frame)]
    if not told:
        told += [_fault(text) for text in reread(data, specimen, fixed=frame.fixed) if _own(text)]
    if not {"coquanbanhanh", "phandau"} & set(frame.marks):
        # The page names its own commune, the specimen another.
        findings = [f for f in findings if f.rule != "CQ-06"]
    return told + findings


def _marks(frame: Frame) -> Iterator[Finding]:
    for name in frame.unknown:
        known = ", ".join(f"{{{{{mark}}}}}" for mark in MARKS.values())
        yield _fault(
            f"Tệp mẫu có chỗ đánh dấu chương trình không hiểu: “{{{{{name}}}}}”.",
            f"Dùng một trong các chỗ đánh dấu: {known}.",
        )
    for name in frame.missing:
        yield _fault(
            f"Tệp mẫu chưa có chỗ cho “{name}”.",
            f"Ghi {{{{{name}}}}} vào chỗ cần in trong tệp mẫu.",
        )


def _own(difference: str) -> bool:
    """Whether a difference is the page's own doing: the specimen's commune is not the office's."""
    return "XÃ MẪU" not in difference


def _fault(message: str, advice: str = "Sửa lại tệp mẫu.") -> Finding:
    return Finding("MAU", Category.FORMAT, Severity.ERROR, message, advice)


def _specimen() -> LaunchDocument:
    """A document that uses every component once."""
    text = Paragraph("Nội dung mẫu để kiểm tra định dạng của tệp mẫu (Phụ lục kèm theo).")
    item = Section(SectionKind.OTHER, "a", "Điểm có tiêu đề", (text,))
    clause = Section(SectionKind.OTHER, "1", "Khoản có tiêu đề", (text,), (item,))
    return LaunchDocument(
        kind=DocumentKind.PLAN,
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN", "XÃ MẪU"), "KH-UBND", "Mẫu", 2027),
        title="Phát động phong trào thi đua năm 2027",
        basis=(Paragraph("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022."),),
        opening=(text,),
        sections=(Section(SectionKind.OTHER, "I", "Mục mẫu", (text,), (clause,)),),
        closing=(Paragraph("Kết thúc nội dung mẫu./."),),
        recipients=("Sở Nội vụ", "Lưu: VT, VHXH"),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn Mẫu"),
        annexes=(Annex("Bảng mẫu", ("STT", "Chỉ tiêu"), (("1", "Chỉ tiêu mẫu"),)),),
    )
