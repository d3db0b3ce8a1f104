"""The vector leg: the built-in model, its file of vectors, and Chroma, which agree."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from shelf_documents import launch, read

from drafter.errors import LibraryError
from drafter.library import Library
from drafter.library.chroma import ChromaIndex
from drafter.library.embedding import Floats, Recipe, Recipes, StaticModel, unit_length
from drafter.library.fitting import fit
from drafter.library.vectors import VectorFile, Vectors

KB = Path(__file__).parents[2] / "kb"
TEXTS = [
    "thu gom rác thải sinh hoạt, phân loại rác tại nguồn",
    "phân loại chất thải rắn, xử lý rác thải nhựa",
    "tuyển quân, huấn luyện dân quân tự vệ",
    "khám tuyển nghĩa vụ quân sự, dân quân trực sẵn sàng",
    "trồng lúa vụ xuân, diện tích gieo trồng",
    "gieo trồng ngô, lúa, rau màu vụ đông",
] * 3


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "embedding"
    fit(TEXTS, [["rác thải", "chất thải", "vệ sinh"]], folder)
    return folder


class TestStaticModel:
    def test_texts_on_one_matter_lie_near_each_other(self, model: Path) -> None:
        vectors = StaticModel(model).passages(TEXTS[:6])
        near = vectors @ vectors.T

        assert [int(np.argsort(-row)[1]) for row in near] == [1, 0, 3, 2, 5, 4]

    def test_vectors_have_length_one(self, model: Path) -> None:
        lengths = np.linalg.norm(StaticModel(model).passages(TEXTS), axis=1)

        assert lengths == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)

    def test_nothing_known_gives_the_zero_vector(self, model: Path) -> None:
        assert not np.any(StaticModel(model).query("xyz qwrt"))

    def test_a_syllable_without_marks_stands_for_all_it_may_be(self, tmp_path: Path) -> None:
        """One meaning: the same vector; two meanings: between them, nearer the frequent one."""
        texts = ["lúa chín vàng", "lúa trổ bông", "lúa trĩu hạt", "lụa tơ tằm"] * 4
        fit(texts, [], tmp_path / "model")
        static = StaticModel(tmp_path / "model")
        bare, rice, silk = (static.query(word) for word in ("lua", "lúa", "lụa"))

        assert static.query("vang") == pytest.approx(static.query("vàng"), abs=1e-6)
        assert 1 > bare @ rice > bare @ silk > 0

    def test_both_places_of_a_tone(self, tmp_path: Path) -> None:
        fit(["hòa bình", "văn hóa"] * 4, [], tmp_path / "model")
        static = StaticModel(tmp_path / "model")

        assert static.query("hoà") == pytest.approx(static.query("hòa"), abs=1e-6)

    def test_fitting_again_gives_the_same_model(self, model: Path, tmp_path: Path) -> None:
        fit(TEXTS, [["rác thải", "chất thải", "vệ sinh"]], tmp_path / "again")

        assert StaticModel(tmp_path / "again").id == StaticModel(model).id

    def test_sentence_transformers_reads_the_folder_and_agrees(self, model: Path) -> None:
        """The built-in model is an ordinary sentence-transformers model for everyone else."""
        script = (
            "import sys, numpy as np\n"
            "from sentence_transformers import SentenceTransformer\n"
            "np.save(sys.argv[2], SentenceTransformer(sys.argv[1], device='cpu')"
            ".encode(sys.argv[3:], show_progress_bar=False))\n"
        )
        out = model.parent / "vectors.npy"
        env = {**os.environ, "HF_HUB_OFFLINE": "1"}
        command = [sys.executable, "-c", script, str(model), str(out), *TEXTS[:6], "xyz"]
        subprocess.run(command, env=env, check=True, capture_output=True)

        ours = StaticModel(model).passages([*TEXTS[:6], "xyz"])
        assert np.load(out) == pytest.approx(ours, abs=1e-5)

    def test_a_damaged_model_says_what_to_do(self, tmp_path: Path) -> None:
        (tmp_path / "tokenizer.json").write_text("{", encoding="utf-8")

        with pytest.raises(LibraryError) as caught:
            StaticModel(tmp_path)

        assert "drafter library rebuild" in caught.value.advice


class TestRecipes:
    def test_a_known_model_gets_its_prefix(self) -> None:
        recipes = Recipes.load(KB / "vocabulary" / "embeddings.yaml")

        assert recipes.of("intfloat/multilingual-e5-base").query == "query: "
        assert recipes.of("/models/multilingual-e5-base/").passage == "passage: "
        assert recipes.of("bkai-foundation-models/vietnamese-bi-encoder").segmented
        assert recipes.of("nobody/knows") == Recipe()


class TestVectorFile:
    def test_what_is_appended_is_found(self, tmp_path: Path) -> None:
        file = VectorFile(tmp_path, 4)
        file.append([7, 9], np.eye(4, dtype=np.float32)[:2])
        file.append([11], np.eye(4, dtype=np.float32)[2:3])
        rows, near = file.nearest(np.eye(4, dtype=np.float32)[1], 2)

        assert (int(rows[0]), float(near[0])) == (9, 1.0)
        assert file.rows.tolist() == [7, 9, 11]

    def test_a_cut_off_append_is_as_if_it_never_was(self, tmp_path: Path) -> None:
        """Killed between vectors and rows: the vectors without rows are written over."""
        file = VectorFile(tmp_path, 4)
        file.append([7], np.eye(4, dtype=np.float32)[:1])
        with (tmp_path / "vectors.f16").open("ab") as torn:
            torn.write(b"\x01\x02\x03")
        file.append([8], np.eye(4, dtype=np.float32)[1:2])

        assert file.rows.tolist() == [7, 8]
        assert file.nearest(np.eye(4, dtype=np.float32)[1], 1)[0].tolist() == [8]

    def test_removal(self, tmp_path: Path) -> None:
        file = VectorFile(tmp_path, 4)
        file.append([1, 2, 3], np.eye(4, dtype=np.float32)[:3])
        file.remove([2])

        assert file.rows.tolist() == [1, 3]
        assert file.nearest(np.eye(4, dtype=np.float32)[2], 1)[0].tolist() == [3]

    def test_an_empty_file_finds_nothing(self, tmp_path: Path) -> None:
        assert VectorFile(tmp_path, 4).nearest(np.ones(4, np.float32), 3)[0].tolist() == []


class TestChroma:
    @pytest.fixture
    def vectors(self, model: Path, tmp_path: Path) -> Iterator[Vectors]:
        opened = Vectors(tmp_path, lambda: StaticModel(model), lambda: 1, None)
        opened.open_chroma()
        opened.add(range(len(TEXTS)), TEXTS)
        yield opened
        opened.close()

    def test_chroma_and_the_file_give_the_same_order(self, vectors: Vectors) -> None:
        through_chroma = vectors.nearest("phân loại rác", 5)
        vectors.close()
        by_file = vectors.nearest("phân loại rác", 5)

        assert through_chroma[1] == pytest.approx(by_file[1], abs=2e-3)
        assert {int(row) % 6 for row in through_chroma[0]} == {int(row) % 6 for row in by_file[0]}

    def test_a_second_process_is_told_in_plain_words(
        self, vectors: Vectors, tmp_path: Path
    ) -> None:
        script = (
            "import sys\n"
            "from pathlib import Path\n"
            "from drafter.errors import LibraryError\n"
            "from drafter.library.chroma import ChromaIndex\n"
            "try:\n"
            "    ChromaIndex(Path(sys.argv[1]), None, 'x')\n"
            "except LibraryError as refused:\n"
            "    print(refused.advice)\n"
        )
        env = {**os.environ, "PYTHONPATH": str(KB.parent / "src"), "PYTHONIOENCODING": "utf-8"}
        said = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "chroma")],
            env=env,
            capture_output=True,
            check=True,
        ).stdout.decode()

        assert "cửa sổ khác" in said
        assert "DRAFTER_CHROMA_URL" in said

    def test_a_deleted_index_is_made_again_from_the_file(self, vectors: Vectors) -> None:
        """Chroma can be lost whole; nothing is embedded anew."""
        chroma = vectors._chroma
        assert chroma is not None
        chroma.remove(range(10))
        chroma.add([99], np.ones((1, vectors.embedding.dimensions), np.float32))
        vectors.close()
        vectors.open_chroma()
        assert vectors._chroma is not None

        assert vectors._chroma.rows() == set(range(len(TEXTS)))

    def test_vectors_of_another_model_are_dropped(self, tmp_path: Path) -> None:
        """Two models' vectors never stand side by side."""
        one = ChromaIndex(tmp_path / "chroma", None, "model-a")
        one.add([1, 2], np.eye(4, dtype=np.float32)[:2])
        one.close()
        other = ChromaIndex(tmp_path / "chroma", None, "model-b")

        assert other.count() == 0
        other.add([1], np.eye(6, dtype=np.float32)[:1])
        assert other.nearest(np.eye(6, dtype=np.float32)[0], 1)[0].tolist() == [1]
        other.close()

    def test_nothing_is_sent_anywhere(self, tmp_path: Path) -> None:
        index = ChromaIndex(tmp_path / "chroma", None, "x")

        assert index._client.get_settings().anonymized_telemetry is False
        assert index._collection._embedding_function is None
        index.close()

    def test_a_server_that_does_not_answer(self, tmp_path: Path) -> None:
        with pytest.raises(LibraryError) as caught:
            ChromaIndex(tmp_path / "chroma", "http://127.0.0.1:9", "x")

        assert "máy chủ Chroma" in caught.value.advice


class TestTogether:
    def test_the_built_in_model_grows_with_the_shelf(self, tmp_path: Path) -> None:
        """Twice the passages: fitted anew, every vector made again, Chroma follows."""
        library = Library(tmp_path, KB, reader=read)
        library.build()
        first = library._vectors.embedding.id
        words = ("lúa", "ngô", "lạc", "vừng", "khoai", "sắn", "đậu", "mía")
        for number, word in enumerate(words):
            contents = (f"Gieo trồng {word} đúng vụ đợt {i}." for i in range(10))
            library.ingest_bytes(f"{word}.txt", launch(f"Xã{number}", "Cà Mau", 2025, *contents))

        assert library._vectors.embedding.id != first
        assert len(list((tmp_path / "vectors").iterdir())) == 1
        library.warm()
        assert library._vectors._chroma is not None
        assert library._vectors._chroma.count() == len(library._vectors.file.rows)
        library.close()

    def test_another_process_may_take_in_while_the_app_is_open(self, tmp_path: Path) -> None:
        """What a second process ingests is found by the one that holds Chroma."""
        app = Library(tmp_path, KB, reader=read)
        app.build()
        app.warm()
        other = Library(tmp_path, KB, reader=read)
        other.ingest_bytes("a.txt", launch("An Phú", "Cà Mau", 2025, "Nuôi lươn không bùn."))

        assert "cửa sổ khác" in other.notes[0]
        assert app.search("nuôi lươn")[0].source == "a.txt"
        assert app._vectors._chroma is not None
        assert app._vectors._chroma.count() == len(app._vectors.file.rows)
        other.close()
        app.close()

    def test_another_model_makes_every_vector_anew(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And back again; vectors of two models never stand side by side."""

        class Lengths:
            id, dimensions = "model-lengths", 3

            def __init__(self, name: str, recipe: Recipe) -> None:
                """A model that knows lengths only."""

            def passages(self, texts: Sequence[str]) -> Floats:
                rows = [[len(text), text.count(" "), 1] for text in texts]
                return unit_length(np.asarray(rows, np.float32))

            def query(self, text: str) -> Floats:
                return self.passages([text])[0]

        monkeypatch.setattr("drafter.library.models.TransformerModel", Lengths)
        for name, length in ((None, None), ("some/model", 3), (None, None)):
            library = Library(tmp_path, KB, embedding=name)
            library.build()
            library.warm()
            vectors = library._vectors
            assert vectors._chroma is not None
            assert len(list((tmp_path / "vectors").iterdir())) == 1
            assert length in (None, vectors.embedding.dimensions)
            assert vectors._chroma.count() == len(vectors.file.rows) == library._shelf.counts()[1]
            assert library.search("đàn hươu")[0].id == "xa-duc-lang-2023#4"
            library.close()

    def test_a_model_that_cannot_be_loaded_leaves_the_built_in_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(name: str, recipe: Recipe) -> None:
            raise LibraryError(name, advice="Không nạp được mô hình.")

        monkeypatch.setattr("drafter.library.models.TransformerModel", refuse)
        library = Library(tmp_path, KB, embedding="nobody/knows")
        library.build()

        assert library.notes == ["Không nạp được mô hình."]
        assert library.search("chuyển đổi số")
        library.close()
