"""Invented plans for the evaluation of the search: labelled passages of many communes.

Written by rule from ``topics.yaml`` and ``frame.yaml`` so that every passage's matter is known.
Manners differ: with and without headings, Roman or Arabic numbering, plan, directive or launch,
before and after the reform of 01/7/2025. Deterministic.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from drafter.document.facts import Span
from drafter.document.reading import Header, ReadDocument, SectionMark, Source
from drafter.document.unit import Level

HERE = Path(__file__).parent
TOPICS: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "topics.yaml").read_text("utf-8"))
FRAME: dict[str, list[str]] = yaml.safe_load((HERE / "frame.yaml").read_text("utf-8"))

INLAND = ("thuy-san", "bien-gioi")
COAST = ("lam-nghiep", "chan-nuoi")
_UNITS: list[tuple[str, str, str, str, str, str]] = [
    # name, level, district before the reform, province, noun of its hamlets, landscape
    ("Mường Lằn", "xa", "huyện Quế Sơn", "tỉnh Nghệ An", "bản", "núi"),
    ("Nam Thái", "xa", "huyện Nam Hoa", "tỉnh Nghệ An", "xóm", "đồng bằng"),
    ("Châu Lộc Thượng", "xa", "huyện Quế Sơn", "tỉnh Nghệ An", "bản", "núi"),
    ("Bắc Hải", "phuong", "thành phố Vân Hải", "tỉnh Quảng Ninh", "khu phố", "biển"),
    ("Cồn Sẻ", "xa", "huyện Quảng Hà", "tỉnh Quảng Trị", "thôn", "biển"),
    ("Tân Lợi", "phuong", "thành phố Buôn Đôn", "tỉnh Đắk Lắk", "tổ dân phố", "cao nguyên"),
    ("Ea Trum", "xa", "huyện Ea Súp Hạ", "tỉnh Đắk Lắk", "buôn", "cao nguyên"),
    ("Hòn Mấu", "dac-khu", "huyện đảo Hòn Mấu", "tỉnh Khánh Hòa", "thôn", "biển"),
    ("Suối Bau", "xa", "huyện Phù Lương", "tỉnh Sơn La", "bản", "núi"),
    ("Phú Cần", "xa", "huyện Tiểu Giang", "tỉnh Vĩnh Long", "ấp", "đồng bằng"),
    ("Rạch Gốc Đông", "xa", "huyện Đất Mũi", "tỉnh Cà Mau", "ấp", "biển"),
    ("Khánh Bình Nam", "xa", "huyện Trần Thời", "tỉnh Cà Mau", "ấp", "biển"),
    ("Yên Đồng Trung", "xa", "huyện Yên Lạc", "tỉnh Phú Thọ", "thôn", "đồng bằng"),
    ("Đồng Văn Hạ", "xa", "huyện Yên Lạc", "tỉnh Phú Thọ", "thôn", "đồng bằng"),
    ("Thanh Trì Thượng", "phuong", "quận Thanh Trì Mới", "thành phố Hà Nội", "tổ dân phố", "phố"),
    ("Mỹ Lệ", "xa", "huyện Bù Gia Lộc", "tỉnh Đồng Nai", "ấp", "cao nguyên"),
]
_KINDS = ("KẾ HOẠCH", "KẾ HOẠCH", "KẾ HOẠCH", "CHỈ THỊ", "PHÁT ĐỘNG")


@dataclass(frozen=True)
class Labelled:
    """A document as bytes for the library's reader, and what each of its parts is about.

    ``labels`` maps the text of an item or part to its topic ("moi-truong") or part ("to-chuc").
    """

    name: str
    data: bytes
    unit: str
    level: str
    district: str | None
    province: str
    year: int
    labels: dict[str, str]


def documents(years: tuple[int, ...] = (2023, 2024, 2025, 2026)) -> Iterator[Labelled]:
    """One document per unit and year."""
    for place, unit in enumerate(_UNITS):
        for year in years:
            yield document_of(unit, year, place * 100 + year)


def reader(data: bytes, name: str) -> ReadDocument:
    """The read document that ``document_of`` packed."""
    packed: dict[str, Any] = json.loads(data)
    text, marks, at = "", [], 0
    for label, title, depth, body in packed["parts"]:
        start = at
        heading = f"{label}. {title}" if label else title
        piece = f"{heading}\n{body}\n" if body else f"{heading}\n"
        if label:
            end = start + len(heading)
            marks.append(
                SectionMark(label, title, depth, Span(start, end), Span(end, start + len(piece)))
            )
        text += piece
        at = len(text)
    header = Header(
        issuer=packed["issuer"],
        parent=packed["parent"],
        level=Level(packed["level"]),
        doc_type=packed["kind"],
        title=packed["title"],
        year=packed["year"],
        place=packed["place"],
        theme=packed["theme"],
    )
    digest = hashlib.sha256(data).hexdigest()
    return ReadDocument(text, Source(name, "txt", digest=digest), header, sections=tuple(marks))


def document_of(unit: tuple[str, ...], year: int, seed: int) -> Labelled:
    """The plan of a unit (see ``_UNITS``) for a year; the same seed gives the same plan."""
    rng = random.Random(seed)
    name, level, district, province, noun, land = unit
    old = year <= 2025
    kind = rng.choice(_KINDS)
    theme = rng.choice(FRAME["themes"])
    word = Level(level).word
    parent = district if old else province
    title = f"Phát động phong trào thi đua thực hiện nhiệm vụ năm {year}"
    fill = {"noun": noun, "year": year, "theme": theme}
    labels: dict[str, str] = {}
    parts: list[list[Any]] = [["", f"{kind} {title} của {word} {name}", 0, ""]]
    parts += _framed("I", "MỤC ĐÍCH, YÊU CẦU", "muc-dich", rng, fill, labels)
    if rng.random() < 0.5:
        parts += _framed("II", "CHỦ ĐỀ", "chu-de", rng, fill, labels)
    parts.append(["III", rng.choice(["NỘI DUNG THI ĐUA", "NHIỆM VỤ TRỌNG TÂM"]), 1, ""])
    for number, topic in enumerate(_topics(land, year, rng), 1):
        parts.append(_item(str(number), topic, rng, fill, labels, headed=rng.random() < 0.6))
    parts += _framed("IV", "GIẢI PHÁP", "giai-phap", rng, fill, labels)
    parts += _framed("V", "KHEN THƯỞNG", "khen-thuong", rng, fill, labels)
    parts += _framed("VI", "THỜI GIAN", "thoi-gian", rng, fill, labels)
    parts += _framed("VII", "TỔ CHỨC THỰC HIỆN", "to-chuc", rng, fill, labels)
    packed = {
        "issuer": f"Ủy ban nhân dân {word} {name}",
        "parent": f"Ủy ban nhân dân {parent}",
        "level": level,
        "kind": kind,
        "title": title,
        "year": year,
        "place": name,
        "theme": theme,
        "parts": parts,
    }
    data = json.dumps(packed, ensure_ascii=False).encode()
    file = f"{name} {year}.json"
    return Labelled(file, data, name, level, district if old else None, province, year, labels)


def _topics(land: str, year: int, rng: random.Random) -> list[str]:
    """Ten to thirteen matters that suit the place and the year."""
    barred = set(INLAND if land in ("núi", "đồng bằng", "cao nguyên") else ())
    barred |= set(COAST if land == "biển" else ())
    barred |= {"trong-trot", "chan-nuoi", "lam-nghiep", "thuy-san"} if land == "phố" else set()
    barred |= {"sap-xep"} if year < 2026 else set()
    free = [topic for topic in TOPICS if topic not in barred]
    return rng.sample(free, rng.randint(10, 13))


def _item(
    number: str, topic: str, rng: random.Random, fill: dict[str, Any], labels: dict[str, str], *,
    headed: bool,
) -> list[Any]:  # fmt: skip
    texts = rng.sample(TOPICS[topic]["text"], min(rng.choice([1, 2, 2]), 2))
    body = " ".join(_filled(text, rng, fill) for text in texts)
    title = rng.choice(TOPICS[topic]["heading"]) if headed else body
    whole = f"{number}. {title}\n{body}" if headed else f"{number}. {title}"
    labels[whole] = topic
    return [number, title, 2, body if headed else ""]


def _framed(
    label: str, heading: str, part: str, rng: random.Random, fill: dict[str, Any],
    labels: dict[str, str],
) -> list[list[Any]]:  # fmt: skip
    texts = FRAME[part]
    chosen = rng.sample(texts, min(len(texts), rng.choice([1, 2])))
    body = " ".join(_filled(text, rng, fill) for text in chosen)
    labels[f"{label}. {heading}\n{body}"] = part
    return [[label, heading, 1, body]]


def _filled(text: str, rng: random.Random, fill: dict[str, Any]) -> str:
    return text.format(n=rng.randint(12, 98), m=rng.randint(2, 45), **fill)
