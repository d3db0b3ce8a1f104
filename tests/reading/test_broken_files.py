"""Rubbish and attacks: one clear sentence or a sensible reading, in bounded time and memory."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from PIL import Image
from reading_samples import line, pdf

from drafter.errors import UnreadableFile
from drafter.reading import files, formats
from drafter.reading.formats import kind_of, raw_from_bytes
from drafter.reading.limits import MAX_BYTES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return buffer.getvalue()


def word(text: str = "Kế hoạch thi đua năm 2027") -> bytes:
    document = Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["TT", "Chỉ tiêu", "ĐVT", "KH 2027"])
    sheet.append([1, "Trồng rừng", "ha", 65])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def entities(body: str, declared: str) -> bytes:
    return packed(
        word__document_xml=f"<!DOCTYPE x [{declared}]><w:document {W}><w:body><w:p><w:r>"
        f"<w:t>{body}</w:t></w:r></w:p></w:body></w:document>"
    )


def billion_laughs() -> bytes:
    levels = [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return entities("&a9;", '<!ENTITY a0 "ha">' + "".join(levels))


def zip_bomb() -> bytes:
    """Small outside, over 200 MB inside: many members of the same zeros."""
    return packed(word__document_xml="", **{f"m{i}": "0" * 3_000_000 for i in range(70)})


def large_picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("1", (20000, 20000)).save(buffer, "PNG")
    return buffer.getvalue()


def locked_pdf() -> bytes:
    rights = f"/O<{'28' * 32}>/U<{'00' * 32}>/P -4"
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        f"4 0 obj<</Filter/Standard/V 1/R 2{rights}>>endobj\n"
        "trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n"
    ).encode()


REFUSED = {
    "empty": (lambda: b"", "trống"),
    "only zero bytes": (lambda: bytes(1000), "trống"),
    "too large": (lambda: b"a" * (MAX_BYTES + 1), "MB"),
    "a program": (lambda: b"MZ" + bytes(range(256)) * 20, "Không nhận ra"),
    "Word cut off": (lambda: word()[:9000], "bị hỏng"),
    "Word of rubbish": (lambda: packed(word__document_xml="<w:document"), "bị hỏng"),
    "Word without text part": (lambda: packed(word__other_xml="<a/>"), "không phải văn bản Word"),
    "zip of something": (lambda: packed(readme_xml="x"), "giải nén"),
    "zip bomb": (zip_bomb, "quá nhiều dữ liệu"),
    "billion laughs": (billion_laughs, "bị hỏng"),
    "locked Word": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "old Excel": (lambda: OLE + "Workbook".encode("utf-16-le"), ".xlsx"),
    "unknown OLE": (lambda: OLE, ".docx"),
    "PDF cut off": (lambda: pdf(line(70, 700, "Ke hoach"))[:200], "bị hỏng"),
    "only a PDF head": (lambda: b"%PDF-1.7\n", "bị hỏng"),
    "locked PDF": (locked_pdf, "mật khẩu"),
    "empty PDF page": (lambda: pdf(""), "không có chữ"),
    "empty workbook": (lambda: _empty_workbook(), "không có dữ liệu"),
}


def _empty_workbook() -> bytes:
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_one_sentence(case: str) -> None:
    """The sentence is Vietnamese and says what is wrong; no other error ever comes out."""
    make, words = REFUSED[case]
    with pytest.raises(UnreadableFile) as error:
        raw_from_bytes(make(), "tep.docx")
    assert words in error.value.advice
    assert error.value.advice.endswith(".")
    assert "\n" not in error.value.advice


@pytest.mark.ocr
def test_damaged_and_giant_pictures_are_refused(needs_tesseract: Any) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((600, 800), 90).save(buffer, "JPEG")
    for data, words in ((buffer.getvalue()[:900], "bị hỏng"), (large_picture(), "quá lớn")):
        with pytest.raises(UnreadableFile) as error:
            raw_from_bytes(data, "anh.jpg")
        assert words in error.value.advice


def test_entities_that_name_files_are_never_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("MẬT KHẨU", encoding="utf-8")
    raw = raw_from_bytes(entities("Chào &x;", f'<!ENTITY x SYSTEM "{secret.as_uri()}">'), "a.docx")
    assert "MẬT KHẨU" not in raw.text


def test_a_web_page_fetches_and_runs_nothing() -> None:
    page = (
        '<!DOCTYPE html><html><head><script>var a="x"</script>'
        '<link href="http://example.invalid/a.css"></head><body><h1>KẾ HOẠCH</h1>'
        '<p style="display:none">ẩn</p><p>Thi đua <b>năm 2027</b></p>'
        "<table><tr><th>TT</th><th>Chỉ tiêu</th><th>KH</th></tr>"
        "<tr><td>1</td><td>Trồng rừng</td><td>65</td></tr></table></body></html>"
    )
    raw = raw_from_bytes(page.encode(), "trang.html")
    assert raw.text.split("\n") == [
        "KẾ HOẠCH",
        "Thi đua năm 2027",
        "TT | Chỉ tiêu | KH",
        "1 | Trồng rừng | 65",
    ]
    assert [w.code for w in raw.source.warnings] == ["hidden-text"]


@pytest.mark.parametrize(
    ("make", "name", "kind"),
    [
        (word, "ke hoach.pdf", "docx"),
        (workbook, "ke hoach.docx", "xlsx"),
        (lambda: pdf(line(70, 700, "Ke hoach thi dua nam nay")), "ke hoach.docx", "pdf"),
        (lambda: "Kế hoạch".encode(), "ke hoach.docx", "txt"),
    ],
)
def test_the_format_is_known_by_the_inside_of_the_file(make: Any, name: str, kind: str) -> None:
    """A wrong extension is told, the file is read as what it is."""
    raw = raw_from_bytes(make(), name)
    assert raw.source.format == kind
    assert [w.code for w in raw.source.warnings] == ["wrong-extension"]


def test_a_file_with_macros_is_read_without_them() -> None:
    """A .docm differs by its content type and a part nobody opens."""
    source = zipfile.ZipFile(io.BytesIO(word()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in source.namelist():
            data = source.read(name).replace(
                b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
            )
            package.writestr(name, data)
        package.writestr("word/vbaProject.bin", b"\x00Sub AutoOpen")
    raw = raw_from_bytes(buffer.getvalue(), "ke hoach.docm")
    assert raw.text == "Kế hoạch thi đua năm 2027"
    assert raw.source.warnings == ()


def test_of_a_very_long_pdf_the_first_pages_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.reading.pdf.MAX_PAGES", 3)
    pages = [line(70, 700, f"Trang so {n} cua van ban dai.") for n in range(5)]
    raw = raw_from_bytes(pdf(*pages), "dai.pdf")
    assert raw.source.pages == 5
    assert [w.code for w in raw.source.warnings] == ["too-long"]
    assert "Trang so 2" in raw.text
    assert "Trang so 3" not in raw.text


def test_a_very_long_text_is_read_up_to_the_limit() -> None:
    raw = raw_from_bytes(("Tỷ lệ đạt 95%. " * 20 + "\n").encode() * 9000, "dai.txt")
    assert len(raw.text) <= 2_000_000
    assert [w.code for w in raw.source.warnings] == ["too-long"]


def test_tables_nested_very_deep_do_not_break_the_reader() -> None:
    depth = 40
    inner = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>sâu</w:t></w:r></w:p>"
    body = inner + "</w:tc></w:tr></w:tbl>" * depth
    data = packed(word__document_xml=f"<w:document {W}><w:body>{body}</w:body></w:document>")
    assert raw_from_bytes(data, "sau.docx").text == "sâu"


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "khong co.docx"):
        with pytest.raises(UnreadableFile):
            files.load_bytes(path)


@pytest.mark.parametrize("kind", sorted(formats.READERS))
def test_every_format_has_a_reader(kind: str) -> None:
    assert callable(formats.reader_of(kind))


def test_old_word_without_libreoffice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnreadableFile) as error:
        raw_from_bytes(OLE + "WordDocument".encode("utf-16-le"), "cu.doc")
    assert "Lưu thành tệp .docx" in error.value.advice


@pytest.mark.office
def test_old_word_is_read_through_libreoffice(needs_office: Any) -> None:
    text = r"{\rtf1\ansi Thi \u273?ua n\u259?m 2027\par 100% h\u7897?\par}"
    raw = raw_from_bytes(text.encode(), "cu.doc")
    assert raw.text.split("\n") == ["Thi đua năm 2027", "100% hộ"]
    assert raw.source.format == "doc"


@pytest.mark.office
def test_a_damaged_old_word_file_is_refused(needs_office: Any) -> None:
    with pytest.raises(UnreadableFile):
        raw_from_bytes(OLE + "WordDocument".encode("utf-16-le") + bytes(3000), "cu.doc")


def test_kinds_of_text_are_told_apart_by_name_only_where_they_look_alike() -> None:
    assert kind_of(b"a;b\n1;2", "a.csv") == "csv"
    assert kind_of(b"# a\n", "a.md") == "md"
    assert kind_of(b"a;b\n1;2", "a.txt") == "txt"
