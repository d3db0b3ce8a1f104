"""Planting faults: one fault of a known kind into a clean document, by plain edits of its text.

The planter knows the document and what makes it wrong; it knows nothing of the checker. Each
kind says in which family an official would look for it, and whether it must not be signed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Edit = Callable[[str, "Facts"], "Planted | None"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the planter may use of a document: its unit, its year, its signer, its directive."""

    name: str
    word: str
    province: str
    year: int
    two_tier: bool
    signer: str
    previous_signer: str
    previous_theme: str


@dataclass(frozen=True, slots=True)
class Planted:
    """The text with its fault. ``words`` stand at the fault; empty where something is missing."""

    text: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: the families where it may be told, whether it is an error, the edit."""

    id: str
    families: frozenset[str]
    error: bool
    edit: Edit


KINDS: list[Kind] = []


def kind(id: str, families: str, *, error: bool) -> Callable[[Edit], Edit]:
    """Enter the decorated edit as a kind of fault."""

    def enter(edit: Edit) -> Edit:
        KINDS.append(Kind(id, frozenset(families.split()), error, edit))
        return edit

    return enter


def swap(old: str, new: str, words: str | None = None, *, count: int = 1) -> Edit:
    """Replace the first match of the pattern ``old``; not applicable where there is none."""
    pattern = re.compile(old, re.MULTILINE)

    def edit(text: str, facts: Facts) -> Planted | None:
        put = fill(new, facts)
        found = pattern.search(text)
        if found is None:
            return None
        out = pattern.sub(put, text, count=count)
        shown = fill(words, facts) if words is not None else found.expand(put)
        return Planted(out, shown.strip()) if out != text else None

    return edit


def fill(pattern: str, facts: Facts) -> str:
    """``pattern`` with the years, names and level of the document put in."""
    put = {
        "YEAR-1": str(facts.year - 1), "YEAR-3": str(facts.year - 3), "YEAR+1": str(facts.year + 1),
        "YEAR": str(facts.year), "NAME": facts.name, "CAPS": facts.name.upper(), "WORD": facts.word,
        "SIGNER": facts.signer,
    }  # fmt: skip
    for key, value in put.items():
        pattern = pattern.replace(f"{{{key}}}", value)
    return pattern


def add(
    id: str,
    families: str,
    old: str,
    new: str,
    words: str | None = None,
    *,
    error: bool,
    count: int = 1,
) -> None:
    """A kind that is one replacement, or the same one in up to ``count`` places."""
    KINDS.append(Kind(id, frozenset(families.split()), error, swap(old, new, words, count=count)))


def insert(
    id: str, families: str, sentence: str, words: str, *, error: bool, after: str = r"^IV\. .*$"
) -> None:
    """A kind that is one sentence more, on a line of its own after the line ``after``."""

    def edit(text: str, facts: Facts) -> Planted | None:
        found = re.search(after, text, re.MULTILINE)
        if found is None:
            return None
        line = fill(sentence, facts)
        return Planted(f"{text[: found.end()]}\n{line}{text[found.end() :]}", fill(words, facts))

    KINDS.append(Kind(id, frozenset(families.split()), error, edit))


# structure: parts that are missing, out of order, numbered wrongly

add("no national name", "structure", r"^CỘNG HÒA XÃ HỘI.*\n", "", "", error=True)
add("no motto", "structure", r"^Độc lập - Tự do.*\n", "", "", error=True)
add("no issuer", "structure", r"\AỦY BAN NHÂN DÂN\n.*\n", "", "", error=True)
add("no number line", "structure", r"^Số:.*\n", "", "", error=True)
add("no place and date", "structure", r"^.*, ngày \d\d tháng \d+ năm \d{4}\n", "", "", error=True)
add("no type", "structure", r"^(?:KẾ HOẠCH|CHỈ THỊ|PHÁT ĐỘNG)\n", "", "", error=True)
add("no recipients", "structure", r"^Nơi nhận:\n(?:- .*\n)+", "", "", error=True)
add(
    "no signer's name",
    "structure",
    r"^{SIGNER}$".replace(
        "{SIGNER}", r"(?:Hoàng Thị Bích|Nông Văn Toản|Vi Thị Lan Anh|Lê Quốc Đạt)"
    ),
    "",
    "",
    error=True,
)
add("no ending mark", "structure", r"\./\.$", ".", None, error=False)
add(
    "ending mark in the middle",
    "structure",
    r"(thu gom: 86%[^\n]*?)\.$",
    r"\1./.",
    "./.",
    error=True,
)
add(
    "repeated number",
    "structure",
    r"^2\. (Yêu cầu|Các chỉ tiêu chủ yếu|Thi đua)",
    r"1. \1",
    None,
    error=True,
)
add("skipped number", "structure", r"^V\. ", "VII. ", None, error=False)
add("skipped letter", "structure", r"^c\) Về môi trường", "d) Về môi trường", None, error=False)
add(
    "letter outside the alphabet",
    "structure",
    r"^d\) Về quốc phòng",
    "f) Về quốc phòng",
    "f) Về",
    error=True,
)
add("Roman under Arabic", "structure", r"^a\) Về kinh tế", "I. VỀ KINH TẾ", None, error=True)


@kind("section emptied", "structure", error=True)
def _emptied(text: str, facts: Facts) -> Planted | None:
    found = re.search(
        r"^(?P<head>[IV]+\. THỜI GIAN THI ĐUA)\n(?:(?![IVX]+\. ).*\n)+", text, re.MULTILINE
    )
    return (
        Planted(text[: found.end("head")] + "\n" + text[found.end() :], found["head"])
        if found
        else None
    )


@kind("no time of the movement", "structure", error=False)
def _no_time(text: str, facts: Facts) -> Planted | None:
    found = re.search(r"^[IV]+\. THỜI GIAN THI ĐUA\n(?:(?![IVX]+\. ).*\n)+", text, re.MULTILINE)
    if found is None:
        return None
    rest = text[: found.start()] + text[found.end() :]
    rest = re.sub(r"(?:[Tt]ừ ngày|[Đđ]ến hết ngày|[Tt]hời gian)[^.;\n]*", "Cả năm", rest)
    return Planted(rest)


@kind("no organisation", "structure", error=True)
def _no_organisation(text: str, facts: Facts) -> Planted | None:
    found = re.search(r"^[IV]+\. TỔ CHỨC THỰC HIỆN\n(?:(?!Nơi nhận).*\n)+", text, re.MULTILINE)
    if found is None:
        return None
    return Planted(text[: found.start()].rstrip().rstrip(".") + "./.\n" + text[found.end() :])


@kind("parts in the wrong order", "structure", error=False)
def _order(text: str, facts: Facts) -> Planted | None:
    parts = re.search(
        r"^(?P<a>[IV]+\. MỤC TIÊU, CHỈ TIÊU.*\n(?:(?![IVX]+\. ).*\n)+)"
        r"(?P<b>[IV]+\. NỘI DUNG THI ĐUA\n(?:(?![IVX]+\. ).*\n)+)", text, re.MULTILINE,
    )  # fmt: skip
    if parts is None:
        return None
    number_a, number_b = parts["a"].split(".")[0], parts["b"].split(".")[0]
    first = number_a + parts["b"][len(number_b) :]
    second = number_b + parts["a"][len(number_a) :]
    return Planted(text[: parts.start()] + first + second + text[parts.end() :])


@kind("superior's document not named", "structure", error=False)
def _no_directive(text: str, facts: Facts) -> Planted | None:
    found = re.search(
        r"^Thực hiện (?:Kế hoạch|Chỉ thị) số .*?, (?=(?:Chủ tịch )?Ủy ban nhân dân [xpđ])",
        text,
        re.M,
    )
    return Planted(text[: found.start()] + text[found.end() :]) if found else None


@kind("superior's document without number", "structure law", error=True)
def _directive_without_number(text: str, facts: Facts) -> Planted | None:
    found = re.search(
        r"^Thực hiện (Kế hoạch|Chỉ thị)( số \S+ ngày \d\d tháng \d\d năm \d{4})", text, re.M
    )
    return Planted(text[: found.start(2)] + text[found.end(2) :], found[1]) if found else None


@kind("no task for the Front", "structure", error=False)
def _no_front(text: str, facts: Facts) -> Planted | None:
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if "TỔ CHỨC THỰC HIỆN" in line), None)
    end = next((i for i, line in enumerate(lines) if line.startswith("Nơi nhận")), None)
    if start is None or end is None:
        return None
    kept = [
        line for i, line in enumerate(lines)
        if not (start < i < end and re.search(r"Mặt trận|đoàn thể|Hội Nông dân", line))
    ]  # fmt: skip
    return Planted("\n".join(kept)) if len(kept) < len(lines) else None


@kind("executor not among recipients", "structure", error=False)
def _not_received(text: str, facts: Facts) -> Planted | None:
    out = re.sub(r"^- .*(?:Mặt trận|MTTQ).*\n", "", text, flags=re.MULTILINE)
    return Planted(out) if out != text else None


insert("annex pointed to but absent", "structure", "Chỉ tiêu chi tiết theo Phụ lục kèm theo Kế hoạch này.",
       "Phụ lục kèm theo", error=False)  # fmt: skip

# format: letterhead, number, date, recipients, signature

add("number with blanks", "format", r"^Số: (\d+)/", r"Số: \1 /", None, error=False)
add("number without zero", "format", r"^Số: \d+/", "Số: 5/", None, error=True)
add("year in the number", "format", r"^Số: (\d+)/", r"Số: \1/{YEAR}/", None, error=True)
add("code of another type", "format", r"^Số: (\d+)/(?:KH|CT|PĐ)-", r"Số: \1/QĐ-", None, error=True)
add("code of another body", "format", r"-UBND$", "-VHXH", None, error=False)
add("issuer abbreviated", "format", r"\AỦY BAN NHÂN DÂN\n", "UBND ", "UBND", error=False)
add(
    "superior above the issuer",
    "format",
    r"\A",
    "ỦY BAN NHÂN DÂN TỈNH X\n",
    "ỦY BAN NHÂN DÂN TỈNH X",
    error=False,
)
add(
    "motto with wrong dashes",
    "structure format",
    r"Độc lập - Tự do - Hạnh phúc",
    "Độc lập-Tự do-Hạnh phúc",
    None,
    error=True,
)
add(
    "national name misspelt",
    "structure format",
    r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
    "CỘNG HOÀ XÃ HÔI CHỦ NGHĨA",
    None,
    error=True,
)
add("day without zero", "format", r", ngày \d\d tháng", ", ngày 5 tháng", None, error=True)
add(
    "day that does not exist",
    "format time",
    r", ngày \d\d tháng 01 năm",
    ", ngày 31 tháng 02 năm",
    None,
    error=True,
)
add(
    "V/v in the title",
    "format",
    r"^(?:Phát động phong trào|Về việc phát động|Phong trào thi đua)",
    "V/v phát động phong trào",
    "V/v",
    error=True,
)
add("Party mark of authority", "format", r"^TM\. ỦY BAN", "T/M ỦY BAN", "T/M", error=True)
add("archive line without văn thư", "format", r"^- Lưu: VT,", "- Lưu:", None, error=False)
add("archive line without colon", "format", r"^- Lưu:", "- Lưu", None, error=False)
add(
    "degree before the name",
    "format",
    r"^(Hoàng Thị Bích|Nông Văn Toản|Vi Thị Lan Anh|Lê Quốc Đạt)$",
    r"ThS. \1",
    None,
    error=True,
)
add("deputy without KT.", "format", r"^CHỦ TỊCH$", "PHÓ CHỦ TỊCH", None, error=True)
add("KT. without deputy", "format", r"^CHỦ TỊCH$", "KT. CHỦ TỊCH", "", error=True)
add("Kính gửi in a plan", "format", r"^I\. ", "Kính gửi: Các thôn\nI. ", "Kính gửi", error=True)

# law

add("dead decree", "law", r"Nghị định số (?:152/2025|98/2023)/NĐ-CP ngày \d+ tháng \d+ năm \d{4}",
    "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017", "91/2017/NĐ-CP", error=True)  # fmt: skip
insert("dead directive of the Politburo", "law",
       "Tiếp tục thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị.",
       "34-CT/TW", error=True)  # fmt: skip
insert("circular not yet issued", "law",
       "Thực hiện Thông tư số 15/{YEAR+1}/TT-BNV ngày 04/8/{YEAR+1} của Bộ trưởng Bộ Nội vụ.",
       "TT-BNV", error=True)  # fmt: skip
add(
    "wrong day of a decree",
    "law",
    r"(Nghị định số (?:152/2025|98/2023)/NĐ-CP ngày) \d+ tháng",
    r"\1 16 tháng",
    None,
    error=True,
)
add(
    "wrong day of a law",
    "law",
    r"(Luật Thi đua, khen thưởng ngày) 15 tháng 6",
    r"\1 16 tháng 5",
    None,
    error=True,
)
add(
    "law of 2003",
    "law",
    r"Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
    None,
    error=True,
)
add(
    "wrong issuer of a directive",
    "law",
    r"(Chỉ thị số 41-CT/TW ngày 26 tháng 12 năm 2024 của) Bộ Chính trị",
    r"\1 Ban Chấp hành Trung ương",
    None,
    error=True,
)
add(
    "wrong day of the Politburo's directive",
    "law",
    r"(Chỉ thị số 41-CT/TW ngày) 26 tháng 12",
    r"\1 12 tháng 6",
    None,
    error=True,
)
insert("one number with two days", "law",
       "Phổ biến Nghị quyết số 99/NQ-HĐND ngày 20/12/{YEAR-1} của Hội đồng nhân dân tỉnh và "
       "Nghị quyết số 99/NQ-HĐND ngày 22/12/{YEAR-1} của Hội đồng nhân dân tỉnh.",
       "99/NQ-HĐND", error=True)  # fmt: skip
insert(
    "number without day",
    "law",
    "Thực hiện Quyết định số 455/QĐ-UBND của Ủy ban nhân dân tỉnh về phong trào thi đua.",
    "455/QĐ-UBND",
    error=False,
)
insert(
    "Party number in the State's form",
    "law",
    "Thực hiện Kết luận số 01/KL-TW ngày 18/5/2021 của Bộ Chính trị.",
    "01/KL-TW",
    error=False,
)
insert(
    "year in number differs from day",
    "law",
    "Thực hiện Quyết định số 12/2021/QĐ-UBND ngày 05/3/2022 của Ủy ban nhân dân tỉnh.",
    "12/2021/QĐ-UBND",
    error=True,
)


@kind("law of emulation not named", "law", error=False)
def _no_law(text: str, facts: Facts) -> Planted | None:
    out = re.sub(r"^Căn cứ Luật Thi đua.*\n", "", text, flags=re.MULTILINE)
    out = re.sub(r"của Luật Thi đua, khen thưởng", "của pháp luật", out)
    return Planted(out) if out != text else None


add(
    "wrong day of the superior's document",
    "structure law",
    r"(^Thực hiện (?:Kế hoạch|Chỉ thị) số \S+ ngày) \d\d tháng",
    r"\1 28 tháng",
    None,
    error=True,
)

# targets

add("share over 100 %", "target", r"bảo hiểm y tế: 96%", "bảo hiểm y tế: 196%", None, error=True)
add(
    "more than the whole",
    "target",
    r"- Sản phẩm OCOP mới: 02 sản phẩm",
    "- Thôn đạt chuẩn văn hóa: 13/12 thôn",
    None,
    error=True,
)
add(
    "range upside down",
    "target",
    r"gia đình văn hóa: 91,5%",
    "gia đình văn hóa: 95 - 90%",
    None,
    error=True,
)
add(
    "bound doubled",
    "target",
    r"lao động qua đào tạo: 62%",
    "lao động qua đào tạo: trên 62% trở lên",
    "trên 62% trở lên",
    error=False,
)
add(
    "bound with a range",
    "target",
    r"hộ nghèo đa chiều: 1,6%",
    "hộ nghèo đa chiều: dưới 1-1,6%",
    "dưới 1-1,6%",
    error=True,
)
add("figure altered", "target", r"đầu người: 56 triệu", "đầu người: 65 triệu", None, error=True)
add(
    "figure of another row",
    "target",
    r"lương thực có hạt: 3\.260 tấn",
    "lương thực có hạt: 1.250 tấn",
    None,
    error=True,
)
add(
    "target left out",
    "target",
    r"^- Hồ sơ trực tuyến toàn trình: 82%[^\n]*\.\n|"
    r"[;,.]? ?(?:(?:[Pp]hấn đấu|[Cc]ả năm|[Đđ]ưa) )?[Hh]ồ sơ trực tuyến toàn trình đạt 82%(?:: )?",
    "",
    "",
    error=False,
    count=2,
)
add(
    "the same target twice",
    "target",
    r"^(- Rác thải sinh hoạt được thu gom: 86%[^\n]*\.)",
    r"\1\n- Rác thải sinh hoạt được thu gom: 90%.",
    "90%",
    error=True,
)
add("parts that do not add up", "target", r"ngô: 268 ha", "ngô: 368 ha", None, error=True)
add(
    "no target for security",
    "structure target",
    r"^d\) Về quốc phòng(?:,| -) an ninh\n- .*\n- .*\n|"
    r"[;,] (?:(?:phấn đấu|cả năm|bảo đảm) )?(?:giao quân đạt 100%|giảm số vụ phạm pháp hình sự 6%)|"
    r"(?:Giao quân đạt 100%|Giảm số vụ phạm pháp hình sự 6%): ",
    "",
    "",
    error=False,
    count=3,
)
add(
    "figure without its unit",
    "target",
    r"gieo trồng: 1\.145 ha;",
    "gieo trồng: 1.145;",
    None,
    error=False,
)

# identity

insert(
    "another commune",
    "identity",
    "Nhân dân xã Tân Thành cùng hưởng ứng phong trào.",
    "xã Tân Thành",
    error=True,
)
add(
    "another commune in the opening",
    "identity",
    r"Ủy ban nhân dân (?:xã|phường|đặc khu) {NAME} (?=ban hành|phát động)".replace(
        "{NAME}", r"[^,;\n]{3,20}?"
    ),
    "Ủy ban nhân dân xã Hòa Lạc ",
    "xã Hòa Lạc",
    error=True,
)
add(
    "another place on the date line",
    "identity format",
    r"^[^,\n]+, ngày (\d\d) tháng",
    r"Hòa Lạc, ngày \1 tháng",
    None,
    error=True,
)
insert(
    "another province",
    "identity",
    "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh Quảng Ngãi về thi đua.",
    "tỉnh Quảng Ngãi",
    error=True,
)
insert(
    "body that does not exist",
    "identity",
    "{BODY} tổng hợp, theo dõi việc thực hiện.",
    "{BODY}",
    error=True,
)
insert(
    "foreign affairs of a commune",
    "identity",
    "Bảo đảm quốc phòng, an ninh, đối ngoại trên địa bàn.",
    "đối ngoại",
    error=False,
)
insert(
    "voice of the level above",
    "identity",
    "Phát động phong trào thi đua sâu rộng trong toàn tỉnh.",
    "toàn tỉnh",
    error=False,
)
insert(
    "index of the province", "identity", "Nâng hạng chỉ số PAPI và PAR INDEX.", "PAPI", error=False
)
insert(
    "clerk called a body",
    "identity",
    "Giao công chức Văn hóa xã (cơ quan thường trực của Hội đồng) theo dõi.",
    "cơ quan thường trực",
    error=False,
)


@kind("last year's signer", "identity", error=True)
def _old_signer(text: str, facts: Facts) -> Planted | None:
    if not facts.previous_signer:
        return None
    return Planted(text.replace(facts.signer, facts.previous_signer), facts.previous_signer)


@kind("last year's theme", "identity", error=True)
def _old_theme(text: str, facts: Facts) -> Planted | None:
    found = re.search(r"với chủ đề “[^”]+”", text)
    if not facts.previous_theme or found is None:
        return None
    return Planted(
        text.replace(found.group(), f"với chủ đề “{facts.previous_theme}”", 1), facts.previous_theme
    )


# time

insert(
    "last year as the plan year",
    "time",
    "Hoàn thành các nhiệm vụ năm {YEAR-1} đúng tiến độ.",
    "năm {YEAR-1}",
    error=True,
)
add(
    "last year in the title",
    "time",
    r"^((?:KẾ HOẠCH|CHỈ THỊ|PHÁT ĐỘNG)\n.*)năm 20\d\d$",
    r"\1năm {YEAR-1}",
    "năm {YEAR-1}",
    error=True,
)
add(
    "movement ends last year",
    "time",
    r"đến hết ngày 31/12/\d{4}",
    "đến hết ngày 31/12/{YEAR-1}",
    None,
    error=True,
)
insert(
    "deadline of last year",
    "time",
    "Ký giao ước thi đua xong trước ngày 15/02/{YEAR-1}.",
    "15/02/{YEAR-1}",
    error=True,
)
insert(
    "deadline before the day of the plan",
    "time",
    "Ký giao ước thi đua xong trước ngày 03/01/{YEAR}.",
    "03/01/{YEAR}",
    error=True,
)
insert(
    "day that is not in the calendar",
    "time",
    "Gửi báo cáo trước ngày 31/4/{YEAR}.",
    "31/4/{YEAR}",
    error=True,
)
insert(
    "anniversary wrongly counted",
    "time",
    "Chào mừng kỷ niệm 83 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/{YEAR}).",
    "83 năm",
    error=True,
)
insert(
    "anniversary of a known event wrongly counted",
    "time",
    "Chào mừng kỷ niệm 60 năm Ngày thành lập Quân đội nhân dân Việt Nam.",
    "60 năm",
    error=True,
)
insert(
    "anniversary of another year",
    "time",
    "Chào mừng kỷ niệm 70 năm Chiến thắng Điện Biên Phủ (07/5/1954 - 07/5/2024).",
    "Điện Biên Phủ",
    error=True,
)
insert(
    "period that is over",
    "time",
    "Thực hiện kế hoạch giai đoạn 2016 - 2020 của địa phương.",
    "2016 - 2020",
    error=False,
)
insert(
    "period upside down",
    "time",
    "Thực hiện mục tiêu giai đoạn 2030 - 2026 của địa phương.",
    "2030 - 2026",
    error=True,
)
insert(
    "epidemic of past years",
    "time",
    "Kiểm soát hiệu quả dịch COVID-19 trên địa bàn.",
    "COVID",
    error=False,
)
add(
    "year of the date line",
    "time",
    r"(, ngày \d\d tháng \d\d năm) \d{4}$",
    r"\1 {YEAR-3}",
    None,
    error=True,
)


@kind("movement that is over", "time", error=False)
def _movement_over(text: str, facts: Facts) -> Planted | None:
    found = re.search(r"^IV\. .*$", text, re.MULTILINE)
    if facts.year < 2026 or found is None:
        return None
    line = "Hưởng ứng phong trào thi đua “Cả nước chung tay xóa nhà tạm, nhà dột nát”."
    return Planted(f"{text[: found.end()]}\n{line}{text[found.end() :]}", "nhà tạm")


# wording

insert(
    "quotation mark not closed",
    "wording",
    "Thực hiện phong trào “Dân vận khéo trên địa bàn.",
    "“Dân vận khéo",
    error=False,
)
insert(
    "quotation mark too many",
    "wording",
    "Thực hiện phong trào “Dân vận khéo” ở cơ sở” hiệu quả.",
    "Dân vận khéo",
    error=False,
)
insert(
    "bracket not closed",
    "wording",
    "Giao ước được treo ở nhà văn hóa (trụ sở các đơn vị.",
    "(trụ sở",
    error=False,
)
insert(
    "Markdown",
    "wording",
    "Nội dung `trọng tâm` được [phổ biến](https://x.vn) rộng rãi.",
    "trọng tâm",
    error=True,
)
insert("placeholder", "wording", "Mỗi thôn trồng [số lượng] cây xanh.", "[số lượng]", error=True)
insert("dotted blank", "wording", "Mỗi thôn trồng ............ cây xanh.", "......", error=True)
insert(
    "misspelling, wrong consonant", "wording", "Kịp thời sử lý các vi phạm.", "sử lý", error=True
)
insert(
    "misspelling, wrong tone",
    "wording",
    "Vận động Nhân dân hương ứng phong trào.",
    "hương ứng",
    error=True,
)
insert("misspelling, lost mark", "wording", "Mọi người dan đều tham gia.", "người dan", error=True)
insert(
    "typing slip in a common word",
    "wording",
    "Các đơn vị xây dụng tiêu chí cụ thể.",
    "xây dụng",
    error=False,
)
insert(
    "syllable that does not exist",
    "wording",
    "Các đơn vị thựchh hiện nghiêm túc nhiệmm vụ.",
    "nhiệmm",
    error=False,
)
insert("word twice", "wording", "Thực hiện tốt các các phong trào.", "các các", error=True)
insert(
    "phrase twice",
    "wording",
    "Các phong trào phát động phát động đúng hạn.",
    "phát động phát động",
    error=True,
)
insert(
    "name of a person with small letters",
    "wording",
    "Học tập tư tưởng Hồ chí Minh.",
    "Hồ chí Minh",
    error=True,
)
insert(
    "the people with a small letter",
    "wording",
    "Vận động nhân dân tham gia; vì lợi ích của nhân dân.",
    "nhân dân",
    error=False,
)
insert(
    "body with small letters",
    "wording",
    "Báo cáo ủy ban nhân dân cấp trên kết quả.",
    "ủy ban nhân dân",
    error=False,
)
insert(
    "type of document with a small letter",
    "wording",
    "Thực hiện nghị quyết số 12/NQ-HĐND ngày 20/12/{YEAR-1} của Hội đồng nhân dân tỉnh.",
    "nghị quyết số",
    error=False,
)
insert("decimal point", "wording", "Phấn đấu giảm 1.5% so với năm trước.", "1.5%", error=False)
insert("marks twice", "wording", "Các thôn,, đơn vị cùng thực hiện.", ",,", error=False)
insert("broken encoding", "wording", "Nhân dân tham gia phong trÃ o thi Ä‘ua.", "trÃ", error=True)
insert("tone mark off its vowel", "wording", "Các tâp̣ thể cùng tham gia.", "tâp", error=False)
insert(
    "line that begins small", "wording", "- các đơn vị đăng ký đúng hạn.", "các đơn vị", error=False
)
insert(
    "Khoản with a capital in a sentence",
    "wording",
    "Thực hiện theo Khoản 2 Điều 5 của quy chế.",
    "Khoản",
    error=False,
)
insert(
    "sentence without its main clause",
    "wording",
    "Để động viên cán bộ, Nhân dân trong xã phát huy truyền thống thi đua yêu nước.",
    "Để động viên",
    error=False,
    after=r"^Thực hiện (?:Kế hoạch|Chỉ thị).*$",
)
