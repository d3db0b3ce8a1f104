"""Where a fact comes from, in words for the official."""

from __future__ import annotations

from drafter.document.facts import GroundKind, Use

from .printed import clean

SOURCES = {
    GroundKind.DIRECTIVE: "Văn bản cấp trên",
    GroundKind.USER: "Cán bộ cung cấp",
    GroundKind.TARGETS: "Bảng chỉ tiêu của đơn vị",
    GroundKind.LAST_YEAR: "Văn bản năm trước",
    GroundKind.REGISTER: "Sổ tra cứu",
    GroundKind.COMPUTED: "Tính từ số liệu đã có nguồn",
    GroundKind.FORM: "Mẫu soạn sẵn",
}


def source_words(use: Use) -> str:
    """Where a use comes from, in Vietnamese: kind, place, words quoted."""
    ground = use.ground
    words = SOURCES[ground.kind]
    if ground.ref:
        words += f" ({clean(ground.ref)})"
    return f"{words}: “{clean(ground.quote)}”" if ground.quote else words
