"""Clean launch documents of our own: several kinds, units, levels and years, nothing wrong in them.

Drafted by the template writer from short directives and target sheets written for this
purpose, then completed as a signed document is: number, day and signer filled in.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from drafter.checking import CheckContext, assigned_floors
from drafter.document.brief import Brief, Hamlets, Signer, Statement
from drafter.document.facts import Citation
from drafter.document.model import DocumentKind, LaunchDocument
from drafter.document.reading import ReadDocument
from drafter.document.unit import Unit
from drafter.drafting import steps
from drafter.reading import find_citations, read_targets_bytes, read_text
from drafter.reading.vietnamese import roman
from drafter.register import Register, load
from drafter.rendering import to_text
from drafter.writing.clauses import load_clauses
from drafter.writing.wording import load_wording

KB = Path(__file__).resolve().parents[1] / "kb"


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean document: as we write it, as its text, and what it is checked against."""

    name: str
    document: LaunchDocument
    text: str
    context: CheckContext
    brief: Brief


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    unit: str
    on: date
    kind: DocumentKind
    directive: str
    hamlets: Hamlets
    signer: str
    resolution: str
    issued: date
    number: str
    previous: str = "none"


_SHEET = """STT;Chỉ tiêu;Đơn vị tính;Thực hiện năm trước;Kế hoạch năm
I;Kinh tế;;;
1;Tổng diện tích gieo trồng;ha;1.120;1.145
;Trong đó: - Lúa cả năm;ha;405;412
;- Ngô;ha;260;268
;- Rau màu các loại;ha;455;465
2;Sản lượng lương thực có hạt;tấn;3.204;3.260
3;Thu nhập bình quân đầu người;triệu đồng/người/năm;52,5;56
4;Thu ngân sách trên địa bàn;triệu đồng;1.196;1.250
5;Sản phẩm OCOP mới;sản phẩm;01;02
II;Văn hóa - xã hội;;;
6;Tỷ lệ người dân tham gia bảo hiểm y tế;%;95,1;96
7;Mức giảm tỷ lệ hộ nghèo đa chiều;%;1,5;1,6
8;Tỷ lệ gia đình văn hóa;%;90;91,5
9;Tỷ lệ lao động qua đào tạo;%;60;62
10;Hồ sơ trực tuyến toàn trình;%;78;82
III;Môi trường;;;
11;Tỷ lệ hộ sử dụng nước hợp vệ sinh;%;95;96,5
12;Rác thải sinh hoạt được thu gom;%;84;86
IV;Quốc phòng - an ninh;;;
13;Giao quân;%;100;100
14;Giảm số vụ phạm pháp hình sự;%;5;6
"""

_HEAD = """{issuer}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}
{place}, ngày {day} tháng {month} năm {year}
"""

_PROVINCE_2027 = _HEAD.format(
    issuer="ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", number="15/KH-UBND", place="Lạng Sơn", day="06",
    month="01", year=2027,
) + """KẾ HOẠCH
Tổ chức phong trào thi đua yêu nước năm 2027 trên địa bàn tỉnh Lạng Sơn
Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị về tăng cường sự lãnh đạo của Đảng đối với công tác thi đua, khen thưởng trong tình hình mới, Ủy ban nhân dân tỉnh phát động phong trào thi đua với chủ đề “Rõ việc, rõ người - Bứt phá từ cơ sở” như sau:
I. NỘI DUNG THI ĐUA
1. Thi đua phát triển sản xuất. Mở rộng vùng cây ăn quả, liên kết tiêu thụ nông sản; mỗi xã, phường có ít nhất 01 sản phẩm OCOP mới.
2. Thi đua xây dựng nông thôn mới, đô thị văn minh. Vận động Nhân dân hiến đất làm đường, thắp sáng đường thôn; giữ vững các tiêu chí đã đạt.
3. Thi đua chuyển đổi số. Hồ sơ trực tuyến toàn trình ở cấp xã từ 80% trở lên; duy trì tổ công nghệ số cộng đồng ở các thôn, khối phố.
4. Thi đua chăm lo đời sống Nhân dân. Tỷ lệ người dân tham gia bảo hiểm y tế từ 95% trở lên; gia đình văn hóa từ 90% trở lên.
5. Thi đua bảo vệ môi trường. Tỷ lệ hộ sử dụng nước hợp vệ sinh từ 96% trở lên; thu gom rác thải sinh hoạt từ 85% trở lên.
6. Thi đua bảo đảm quốc phòng, an ninh với các phong trào “Quyết thắng”, “Vì an ninh Tổ quốc”; giao quân đạt 100%; phạm pháp hình sự giảm ít nhất 5%.
II. THỜI GIAN
Từ ngày ban hành Kế hoạch đến hết ngày 31/12/2027.
III. TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân các xã, phường ban hành kế hoạch trước ngày 31/01/2027; báo cáo sơ kết trước ngày 10/6/2027, báo cáo tổng kết trước ngày 05/12/2027 gửi Sở Nội vụ.
2. Sở Nội vụ theo dõi, tổng hợp./.
Nơi nhận:
- UBND các xã, phường;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hoàng Đình Lâm
"""

_DISTRICT_2025 = _HEAD.format(
    issuer="ỦY BAN NHÂN DÂN\nHUYỆN CHI LĂNG", number="02/CT-UBND", place="Chi Lăng", day="08",
    month="01", year=2025,
) + """CHỈ THỊ
Về việc phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng, an ninh năm 2025
Thực hiện Chỉ thị số 41-CT/TW ngày 26/12/2024 của Bộ Chính trị, Chủ tịch Ủy ban nhân dân huyện phát động phong trào thi đua năm 2025 với chủ đề “Kỷ cương, sáng tạo, về đích” và yêu cầu:
I. NỘI DUNG THI ĐUA
1. Thi đua phát triển nông, lâm nghiệp. Mở rộng diện tích na, hồi; mỗi xã có ít nhất 01 sản phẩm OCOP mới.
2. Thi đua xây dựng nông thôn mới. Làm đường bê tông thôn, xóm theo phương châm Nhà nước và Nhân dân cùng làm.
3. Thi đua nâng cao chất lượng giáo dục, y tế. Tỷ lệ người dân tham gia bảo hiểm y tế từ 95% trở lên; giữ vững phổ cập giáo dục.
4. Thi đua xây dựng đời sống văn hóa. Gia đình văn hóa từ 90% trở lên; thực hiện nếp sống văn minh trong việc cưới, việc tang.
5. Thi đua giữ gìn an ninh, trật tự, giao quân đạt 100% chỉ tiêu; phạm pháp hình sự giảm ít nhất 5%.
II. TỔ CHỨC THỰC HIỆN
1. Thời gian thi đua: từ ngày ban hành Chỉ thị đến hết ngày 31/12/2025.
2. Ủy ban nhân dân các xã, thị trấn xây dựng kế hoạch gửi Phòng Nội vụ huyện trước ngày 25/01/2025; báo cáo sơ kết trước ngày 15/6/2025; báo cáo tổng kết trước ngày 30/11/2025.
3. Phòng Nội vụ huyện theo dõi, kiểm tra, tổng hợp./.
Nơi nhận:
- UBND các xã, thị trấn;
- Lưu: VT, NV.
CHỦ TỊCH
Lương Văn Thạch
"""

_COAST_2027 = _PROVINCE_2027.replace("LẠNG SƠN", "LÂM ĐỒNG").replace("Lạng Sơn", "Lâm Đồng").replace(
    "Mở rộng vùng cây ăn quả, liên kết tiêu thụ nông sản", "Phát triển nghề cá xa bờ, dịch vụ biển"
)
_PROVINCE_2026 = (
    _PROVINCE_2027.replace("2027", "2026").replace("15/KH-UBND", "08/KH-UBND")
    .replace("Rõ việc, rõ người - Bứt phá từ cơ sở", "Gần dân, vì dân - Khởi đầu nhiệm kỳ mới")
)  # fmt: skip
_PREVIOUS_2026 = _HEAD.format(
    issuer="ỦY BAN NHÂN DÂN\nXÃ VẠN LINH", number="07/KH-UBND", place="Vạn Linh", day="20",
    month="01", year=2026,
) + """KẾ HOẠCH
Phát động phong trào thi đua yêu nước năm 2026
Thực hiện Kế hoạch số 08/KH-UBND ngày 06/01/2026 của Ủy ban nhân dân tỉnh Lạng Sơn về phong trào thi đua năm 2026, Ủy ban nhân dân xã Vạn Linh ban hành Kế hoạch với chủ đề “Gần dân, vì dân - Khởi đầu nhiệm kỳ mới” như sau:
I. CHỈ TIÊU
1. Thu nhập bình quân đầu người 52 triệu đồng/người/năm.
2. Tỷ lệ người dân tham gia bảo hiểm y tế đạt 95%.
II. TỔ CHỨC THỰC HIỆN
1. Thời gian thi đua: từ ngày ban hành đến hết ngày 31/12/2026.
2. Các thôn ký giao ước thi đua trước ngày 10/02/2026./.
Nơi nhận:
- Sở Nội vụ;
- Lưu: VT, VHXH.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lăng Văn Quế
"""

_DIRECTIVES = {
    "lang-son-2027": _PROVINCE_2027,
    "lang-son-2026": _PROVINCE_2026,
    "chi-lang-2025": _DISTRICT_2025,
    "lam-dong-2027": _COAST_2027,
}
_THON = Hamlets("thôn", 9)
_KP = Hamlets("khối phố", 21)
_PLAN, _ORDER, _LAUNCH = DocumentKind.PLAN, DocumentKind.DIRECTIVE, DocumentKind.LAUNCH
_D27, _D26, _D25 = date(2027, 1, 14), date(2026, 1, 15), date(2025, 1, 14)


def _jobs() -> Iterator[_Job]:
    for at, (unit, on, kind, directive, hamlets) in enumerate(
        (
            ("xã Vạn Linh, tỉnh Lạng Sơn", _D27, _PLAN, "lang-son-2027", _THON),
            ("xã Chi Lăng, tỉnh Lạng Sơn", _D27, _PLAN, "lang-son-2027", Hamlets("thôn", 14)),
            ("phường Kỳ Lừa, tỉnh Lạng Sơn", _D27, _PLAN, "lang-son-2027", _KP),
            ("phường Tam Thanh, tỉnh Lạng Sơn", _D27, _LAUNCH, "lang-son-2027", _KP),
            ("xã Bằng Mạc, tỉnh Lạng Sơn", _D26, _PLAN, "lang-son-2026", _THON),
            ("xã Nhân Lý, tỉnh Lạng Sơn", _D26, _ORDER, "lang-son-2026", _THON),
            ("xã Quan Sơn, tỉnh Lạng Sơn", _D26, _LAUNCH, "lang-son-2026", Hamlets("thôn", 11)),
            ("xã Vạn Linh, huyện Chi Lăng, tỉnh Lạng Sơn", _D25, _PLAN, "chi-lang-2025", _THON),
            ("xã Bằng Hữu, huyện Chi Lăng, tỉnh Lạng Sơn", _D25, _ORDER, "chi-lang-2025", _THON),
            ("xã Y Tịch, huyện Chi Lăng, tỉnh Lạng Sơn", _D25, _PLAN, "chi-lang-2025", _THON),
            ("đặc khu Phú Quý, tỉnh Lâm Đồng", _D27, _PLAN, "lam-dong-2027", Hamlets("thôn", 10)),
            ("xã Tuyên Quang, tỉnh Lâm Đồng", _D27, _ORDER, "lam-dong-2027", Hamlets("thôn", 7)),
        )
    ):
        yield _Job(
            f"{at + 1:02d} {unit.split(',')[0]} {on.year} {kind.value}", unit, on, kind, directive,
            hamlets, _SIGNERS[at % len(_SIGNERS)], f"Nghị quyết số {21 + at}/NQ-HĐND ngày 25/12/{on.year - 1}",
            date(on.year, 1, 20 + at % 3), f"{11 + at}",
            _PREVIOUS_2026 if at == 0 else "none",
        )  # fmt: skip


_SIGNERS = ("Hoàng Thị Bích", "Nông Văn Toản", "Vi Thị Lan Anh", "Lê Quốc Đạt")


@cache
def register() -> Register:
    """The register of the project."""
    return load(KB)


@cache
def clean_documents() -> tuple[Clean, ...]:
    """All clean documents, in a fixed order."""
    tools = steps.Tools(
        register=register(),
        clauses=load_clauses(KB),
        wording=load_wording(KB),
        passages=lambda brief: (),
        join=lambda template, table: template,
        clock=time.perf_counter,
    )
    return tuple(_make(job, tools) for job in _jobs())


def _make(job: _Job, tools: steps.Tools) -> Clean:
    brief = _brief(job)
    made = steps.finish(steps.draft(brief, tools), lambda step: None)
    head = dataclasses.replace(
        made.document.letterhead, number=job.number, day=job.issued.day, month=job.issued.month
    )
    filled = [s for s in made.document.sections if s.paragraphs or s.children]
    sections = tuple(
        dataclasses.replace(s, label=roman(at)) for at, s in enumerate(filled, 1)
    )  # a heading with nothing below it is taken out before signing
    document = dataclasses.replace(made.document, letterhead=head, sections=sections)
    context = CheckContext(
        register=register(),
        on=job.issued,
        unit=brief.unit,
        year=brief.year,
        directive=brief.directive,
        targets=brief.targets,
        floors=assigned_floors(brief.directive, brief, register()) if brief.directive else (),
        previous=brief.previous,
        brief=made.brief,
    )
    return Clean(job.name, document, to_text(document), context, made.brief)


def _brief(job: _Job) -> Brief:
    directive = read_text(_DIRECTIVES[job.directive], f"{job.directive}.txt")
    sheet = read_targets_bytes(_SHEET.encode(), "chi_tieu.csv")
    return Brief(
        as_of=job.on,
        unit=_unit(job.unit, job.on),
        year=job.on.year,
        kind=job.kind,
        directive=directive,
        targets=sheet.targets,
        targets_source="chi_tieu.csv",
        previous=_previous(job),
        signer=Signer(job.signer),
        resolution=_resolution(job.resolution),
        hamlets=job.hamlets,
        statements=(Statement(f"Có {job.hamlets.count} {job.hamlets.noun}.", 1),),
    )


def _previous(job: _Job) -> ReadDocument | None:
    return None if job.previous == "none" else read_text(job.previous, "nam_truoc.txt")


def _resolution(text: str) -> Citation:
    return find_citations(text)[0]


def _unit(name: str, on: date) -> Unit:
    return register().units.find(name, on)[0]
