"""Taking in many files: archives, copies and versions, several processes, a replaced document."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf_documents import fragile, launch, read

from drafter.document.reading import ReadDocument
from drafter.errors import BadValue, LibraryError, UnreadableFile
from drafter.library import Library
from drafter.library.files import BAD_ARCHIVE, how_many, loaded
from drafter.library.lexical import HEADING_WEIGHT, Built
from drafter.library.preparing import Loaded, digest_of
from drafter.library.segments import Entry, build
from drafter.library.sources import Passage, ShelfDocument
from drafter.library.team import CRASHED, Team, _portable
from drafter.library.vocabulary import Vocabulary
from drafter.library.words import terms

KB = Path(__file__).parents[2] / "kb"
TOM = launch("An Phú", "Cà Mau", 2025, "Nuôi tôm quảng canh cải tiến.")
DUA = launch("Bình Lộc", "Cà Mau", 2025, "Trồng dừa xiêm.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "home", KB, reader=read)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.load(KB / "vocabulary" / "search.yaml")


class TestArchives:
    def zipped(self, path: Path, **members: bytes) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(f"2025/{name}.txt", data)
            archive.writestr("2025/.DS_Store", b"x")
        return path

    def test_every_file_inside_is_taken_in(self, library: Library, tmp_path: Path) -> None:
        path = self.zipped(tmp_path / "huyện.zip", a=TOM, b=DUA)
        report = library.ingest([path])

        assert (report.added, report.errors) == (2, {})
        assert library.search("nuôi tôm")[0].source == "huyện.zip/a.txt"

    def test_tar(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "kho.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            member = tarfile.TarInfo("x/a.txt")
            member.size = len(TOM)
            archive.addfile(member, io.BytesIO(TOM))

        assert library.ingest([path]).added == 1

    def test_how_many_are_expected(self, tmp_path: Path) -> None:
        """For the bar and for the decision to read with several processes."""
        path = self.zipped(tmp_path / "a.zip", a=TOM, b=DUA)

        assert how_many([path, tmp_path / "b.docx", tmp_path / "none.zip"]) == 5

    def test_a_damaged_archive_stops_nothing(self, library: Library, tmp_path: Path) -> None:
        """What can be read out of it is taken in; the archive is named with the reason."""
        path = self.zipped(tmp_path / "a.zip", a=TOM)
        path.write_bytes(path.read_bytes()[:-30])
        (tmp_path / "b.txt").write_bytes(DUA)
        report = library.ingest([path, tmp_path / "b.txt"])

        assert report.errors == {"a.zip": BAD_ARCHIVE}
        assert report.added == 1

    def test_an_archive_that_unpacks_without_end(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("drafter.library.files.MOST_UNPACKED", 1000)
        path = self.zipped(tmp_path / "a.zip", a=b"x" * 900, b=b"x" * 900)
        found = dict(loaded([path]))

        assert [name for name, data in found.items() if isinstance(data, bytes)] == ["a.zip/a.txt"]
        assert "4 GB" in str(found["a.zip"])


class TestCopiesAndVersions:
    def test_the_same_words_in_another_format_are_taken_once(self, library: Library) -> None:
        first = library.ingest_bytes("a.txt", TOM)
        second = library.ingest_bytes("b.txt", TOM.replace(b"\n", b"\r\n").replace(b"I. ", b"I.  "))

        assert (second.known, second.document) == (True, first.document)
        assert len(library.list()) == 1

    def test_another_version_is_kept_and_named(self, library: Library) -> None:
        """Same issuer, kind, year and title, other words: both stand, the report says so."""
        first = library.ingest_bytes("a.txt", TOM)
        later = library.ingest_bytes("b.txt", TOM.replace("quảng".encode(), "thâm".encode()))

        assert first.document is not None
        assert first.version_of is None
        assert later.version_of == first.document.id
        assert len(library.list()) == 2

    def test_twins_in_one_folder(self, library: Library, tmp_path: Path) -> None:
        for name, data in (("a", TOM), ("b", TOM), ("c", TOM + b"\n"), ("d", DUA)):
            (tmp_path / f"{name}.txt").write_bytes(data)
        report = library.ingest([tmp_path / f"{name}.txt" for name in "abcd"])

        assert [(t.name, t.known) for t in report.taken] == [
            ("a.txt", False), ("b.txt", True), ("c.txt", True), ("d.txt", False),
        ]  # fmt: skip
        assert {hit.source for hit in library.search("nuôi tôm")} == {"a.txt"}

    def test_a_document_that_was_removed_may_come_again(self, library: Library) -> None:
        first = library.ingest_bytes("a.txt", TOM)
        assert first.document is not None
        library.remove(first.document.id)

        assert not library.ingest_bytes("b.txt", TOM + b"\n").known


class TestReplace:
    def test_the_new_file_stands_in_its_place(self, library: Library) -> None:
        old = library.ingest_bytes("a.txt", TOM)
        assert old.document is not None
        library.replace(old.document.id, "b.txt", DUA)

        assert [document.source for document in library.list()] == ["b.txt"]
        assert library.search("nuôi tôm quảng canh") == []

    def test_an_unusable_file_changes_nothing(self, library: Library) -> None:
        old = library.ingest_bytes("a.txt", TOM)
        assert old.document is not None
        with pytest.raises(UnreadableFile):
            library.replace(old.document.id, "b.txt", b"\x00")
        with pytest.raises(LibraryError):
            library.replace("không có", "b.txt", DUA)

        assert [document.source for document in library.list()] == ["a.txt"]


class TestConfirm:
    def test_a_fact_that_was_misread_is_put_right(self, library: Library) -> None:
        """The search goes by the confirmed facts, and nothing is in doubt any more."""
        taken = library.ingest_bytes("a.txt", TOM.replace(b"| 2025 |", b"|  |"))
        assert taken.document is not None
        assert "năm" in str(taken.document.doubts)
        library.confirm(taken.document.id, {"year": "2025", "issuer": "UBND xã Đầm Dơi"})
        (document,) = library.list()

        assert (document.year, document.unit, document.doubts) == (2025, "Đầm Dơi", ())
        assert library.search("nuôi tôm", unit="xã Đầm Dơi", year=2025, only=True)
        assert library.search("nuôi tôm", unit="xã An Phú", only=True) == []
        assert library._intake.complete()

    @pytest.mark.parametrize("facts", [{"year": "hai"}, {"level": "x"}, {"digest": "x"}])
    def test_what_cannot_be_is_refused(self, library: Library, facts: dict[str, str]) -> None:
        taken = library.ingest_bytes("a.txt", TOM)
        assert taken.document is not None
        with pytest.raises(BadValue):
            library.confirm(taken.document.id, facts)

        assert library.list() == (taken.document,)


class TestTeam:
    @pytest.fixture(autouse=True)
    def much_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("drafter.library.team.PATIENCE", 0.0)

    def files(self, number: int, *bad: int) -> list[Loaded]:
        made = []
        for at in range(number):
            data = launch(f"Xã {at}", "Cà Mau", 2025, f"Trồng cây số {at}.")
            data = b"bring it down" if at in bad else data
            made.append(Loaded(f"{at:02}.txt", data, digest_of(data)))
        return made

    def test_processes_give_what_one_gives(self, vocabulary: Vocabulary) -> None:
        assert _portable(read, vocabulary)
        files = self.files(50)
        alone, together = (
            [
                one
                for _, ready in Team(read, vocabulary, n).batches(files, 50)
                for one in ready.files
            ]
            for n in (1, 2)
        )

        assert together == alone
        assert [one.document.source for one in alone if one.document] == [f.name for f in files]

    def test_a_file_that_brings_the_reader_down_is_reported(self, vocabulary: Vocabulary) -> None:
        """Only that file; those beside it are taken in."""
        team = Team(fragile, vocabulary, 2)
        files = self.files(50, 17, 18, 31)
        found = [one for _, ready in team.batches(files, 50) for one in ready.files]

        assert [at for at, one in enumerate(found) if one.error == CRASHED] == [17, 18, 31]
        assert sum(one.document is not None for one in found) == 47

    def test_a_reader_that_cannot_be_sent_works_in_this_process(
        self, vocabulary: Vocabulary
    ) -> None:
        def near(data: bytes, name: str) -> ReadDocument:
            return read(data, name)

        batches = list(Team(near, vocabulary, 2).batches(self.files(50), 50))

        assert sum(len(ready.files) for _, ready in batches) == 50


def test_counting_by_arrays_is_counting_by_words() -> None:
    """The segments of a batch are those that counting term by term gives."""
    texts = [
        "Hoà giải, hòa giải ở cơ sở",
        "Chỉ thị 19/CT-TTg; chỉ tiêu 95%",
        "",
        "ba ba gai, ba ba",
    ]
    document = ShelfDocument("d", "d", "d.txt", title="Kế hoạch 2027")
    passages = [Passage("d", n, text, context="MỤC TIÊU › Hoà") for n, text in enumerate(texts)]
    built = Built.of([document], [(0, passage) for passage in passages])

    for form, marks in (("marked", True), ("bare", False)):
        expected = build(
            Entry(n, 0, _counted(passage, marks)) for n, passage in enumerate(passages)
        )
        made = built.passages[form]
        assert made.words() == expected.words()
        for name in ("offsets", "docs", "halves", "rows", "owners", "lengths"):
            assert getattr(made, name).tolist() == getattr(expected, name).tolist()


def _counted(passage: Passage, marks: bool) -> dict[str, float]:
    counts: Counter[str] = Counter(terms(passage.text, with_marks=marks))
    weighted: dict[str, float] = dict(counts)
    for term in terms(passage.context, with_marks=marks):
        weighted[term] = weighted.get(term, 0.0) + HEADING_WEIGHT
    return weighted
