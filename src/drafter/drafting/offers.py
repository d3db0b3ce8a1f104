"""What is said and offered when a message cannot simply be done."""

from __future__ import annotations

from drafter.document.model import SectionKind
from drafter.drafting import edits_document as on_document
from drafter.drafting.edits_document import Edited
from drafter.drafting.written import Written
from drafter.reading.wish_words import trimmed

WITHOUT_MODEL = (
    "Đổi giọng văn cần mô hình ngôn ngữ, máy này chưa đặt nên tôi không tự viết lại lời. Ngay bây giờ "
    "tôi làm được: rút gọn một phần (“rút gọn phần III”), thay chữ (thay “…” bằng “…”), bỏ hoặc thêm "
    "từng câu; hoặc anh/chị bấm “Sửa mục” để viết lại, nguồn số liệu vẫn giữ."
)


def shortenings(draft: Written) -> tuple[str, ...]:
    """What may be clicked when something is too long."""
    part = next((s.label for s in draft.document.sections if s.kind is SectionKind.CONTENTS), "III")
    return (f"Rút gọn phần {part}", "Rút gọn toàn bộ văn bản")


def to_be_placed(text: str, draft: Written) -> Edited:
    """A sentence that found no place of its own: offered as a line of the draft, never kept aside."""
    said = trimmed(text).strip(" .")
    if len(said.split()) < 5:
        return Edited(None, nothing_done(text))
    topic = draft.topic(said)
    choices = []
    for part in draft.document.sections:
        if part.kind is SectionKind.CONTENTS and topic is not None:
            fit = next(
                (c for c in part.children if on_document.speaks_of(c, topic, draft.scene)), None
            )
            if fit is not None:
                choices.append(f"Thêm vào mục {part.label}.{fit.label}: {said}")
        if part.kind is SectionKind.ORGANISATION:
            choices.append(f"Thêm vào phần {part.label}: {said}")
    return Edited(
        None,
        "Tôi chưa sửa gì vì chưa rõ ý này thuộc chỗ nào. Nếu là câu cần đưa vào văn bản, anh/chị chọn chỗ, "
        "hoặc nhắn “thêm vào mục …: …”.",
        choices=tuple(choices),
    )


def nothing_done(text: str) -> str:
    """For a message about the draft that could not be read: what can be typed."""
    del text
    return (
        "Tôi chưa hiểu việc này nên chưa sửa gì. Anh/chị nhắn theo kiểu: “bỏ mục III.4”, “rút gọn phần "
        "III”, “thêm nội dung về an toàn giao thông”, thay “…” bằng “…”, “BHYT 96%”, “đổi người ký sang …”; "
        "hoặc bấm “Sửa mục”."
    )
