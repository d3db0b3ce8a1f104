"""What in an office's own template breaks the decree."""

from __future__ import annotations

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
from drafter.rendering import Template, to_docx

from .finding import Finding
from .format import check_format


def check_template(template: Template) -> list[Finding]:
    """Findings on a specimen printed with ``template``; every one is the template's doing."""
    return list(check_format(to_docx(_specimen(), template=template)).findings)


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
