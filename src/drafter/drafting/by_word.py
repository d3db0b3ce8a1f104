"""One wish about a written draft carried out: the place found or asked for, the change made.

Only what is named changes. What is not there is said, with what is; what fits several places
is asked with answers to click; what needs a model says so and offers what can be done without.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from drafter.document.model import LaunchDocument, SectionKind
from drafter.drafting import edits_document as on_document
from drafter.drafting import edits_lines as on_lines
from drafter.drafting.dialogue import STYLE
from drafter.drafting.edits_document import Edited
from drafter.drafting.offers import WITHOUT_MODEL, shortenings
from drafter.drafting.places import (
    Spot,
    by_label,
    by_words,
    contents,
    named,
    paragraph_at,
    section_at,
    words_at,
)
from drafter.drafting.questions import capital
from drafter.drafting.written import Written
from drafter.reading.message_words import plain
from drafter.reading.wish import Act, Wish

_MOST_CHOICES = 5


def carried_out(wish: Wish, draft: Written) -> Edited | None:
    """The change a wish makes, or ``None`` when the wish is after all no edit of the text."""
    act = _ACTS.get(wish.act)
    done = act(wish, draft) if act is not None else None
    if done is None or done.document is None or done.document != draft.document:
        return done
    return Edited(None, "Dự thảo không đổi gì vì chỗ này đã đúng như anh/chị muốn.")


def found(wish: Wish, draft: Written) -> list[Spot]:
    """The places a wish names: several labels, one label in a part named by words, or words."""
    if not wish.place:
        return by_words(draft.document, wish.item, wish.words)
    labels = wish.place.split()
    spots = [s for label in labels for s in by_label(draft.document, wish.item, label)]
    if not wish.words or len(spots) < 2:
        return spots
    parts = [p.path for p in by_words(draft.document, "phan", wish.words)]
    return [s for s in spots if any(f"{s.path}.".startswith(f"{p}.") for p in parts)] or spots


def _one(wish: Wish, draft: Written, verb: str) -> tuple[list[Spot], Edited | None]:
    """The places for a wish, or what to say when there is none or one must be chosen."""
    spots = found(wish, draft)
    if not spots:
        return [], Edited(None, _absent(wish, draft.document))
    if len(spots) == len(wish.place.split()) or len(spots) == 1:
        return spots, None
    names = ", ".join(named(draft.document, spot) for spot in spots[:_MOST_CHOICES])
    what = f"“{wish.words}”" if wish.words else f"mục {wish.place.upper()}"
    choices = tuple(_message(verb, spot, draft.document) for spot in spots[:_MOST_CHOICES])
    return [], Edited(None, f"Có {len(spots)} chỗ khớp với {what}: {names}. Anh/chị chọn một chỗ:",
                      choices=tuple(dict.fromkeys(choices)))  # fmt: skip


def _message(verb: str, spot: Spot, document: LaunchDocument) -> str:
    top = section_at(document, spot.path.split(".")[0])
    if top is not None and top.kind is SectionKind.TARGETS and spot.paragraph is not None:
        name = re.split(r"[:;]| đạt ", paragraph_at(document, spot).text)[0]
        return f"{verb} chỉ tiêu {name}"
    if spot.span is not None:
        return f"{verb} ý “{spot.span.of(paragraph_at(document, spot).text).strip(' ;.')}”"
    return f"{verb} {named(document, spot)} ({words_at(document, spot, 7)})"


def _absent(wish: Wish, document: LaunchDocument) -> str:
    if wish.place:
        label = wish.place.split()[0].upper()
        part = re.match(r"[IVX]+", label)
        top = part.group() if part and section_at(document, part.group()) else ""
        if not top and (digit := re.match(r"(\d)\.", label)):
            top = (
                document.sections[int(digit[1]) - 1].label
                if int(digit[1]) <= len(document.sections)
                else ""
            )
        return f"Dự thảo không có {wish.item_words} {label}. {contents(document, top)}"
    part_three = next((s.label for s in document.sections if s.kind is SectionKind.CONTENTS), "")
    where = contents(document, part_three) if wish.item in {"muc", "phan", "noi dung"} else (
        "Anh/chị chép vài chữ đúng như trong dự thảo, hoặc nhắn số mục, ví dụ “mục III.1”."
    )  # fmt: skip
    return f"Trong dự thảo không có chỗ nào nói về “{wish.words}”. {where}"


# --- the acts ---------------------------------------------------------------------------------


def _drop(wish: Wish, draft: Written) -> Edited | None:
    spots, asked = _one(wish, draft, "Bỏ")
    if asked is not None:
        return asked if wish.item or wish.place or _is_text(wish.words) else None
    return on_document.drop(draft.document, spots)


def _is_text(words: str) -> bool:
    return len(words) > 2


def _shorten(wish: Wish, draft: Written) -> Edited:
    if wish.item == "het":
        kinds = {SectionKind.TARGETS, SectionKind.TIME}
        paths = [s.label for s in draft.document.sections if s.kind not in kinds]
        return on_document.shorten(draft.document, paths)
    spots, asked = _one(wish, draft, "Rút gọn")
    if asked is not None:
        return asked
    return on_document.shorten(draft.document, [spot.path for spot in spots])


def _add(wish: Wish, draft: Written) -> Edited:
    topic = draft.topic(wish.words)
    if topic is None:
        place = wish.place.upper() if "." in wish.place else "III.1"
        return Edited(
            None,
            f"Tôi chưa có sẵn câu nào về “{wish.words}”. Anh/chị nhắn nguyên câu cần thêm, ví dụ: "
            f"“thêm vào mục {place}: …”, tôi đưa vào và ghi nguồn là lời anh/chị.",
        )
    spots = by_label(draft.document, "muc", wish.place) if wish.place else []
    part = next((s.label for s in draft.document.sections if s.kind is SectionKind.CONTENTS), "")
    places = [s.path for s in spots if s.paragraph is None and s.path.startswith(f"{part}.")]
    place = places[0] if len(places) == 1 else ""
    return on_document.add_topic(draft.document, topic, wish.words, draft.scene, place)


def _say(wish: Wish, draft: Written) -> Edited:
    document = draft.document
    if not wish.place:
        kind = SectionKind.ORGANISATION if wish.item == "giao" else SectionKind.CONTENTS
        part = next((s for s in document.sections if s.kind is kind), None)
        spot = Spot(part.label) if part is not None else Spot("")
        topic = draft.topic(wish.words) if wish.item != "giao" else None
        if part is not None and topic is not None:
            child = next(
                (c for c in part.children if on_document.speaks_of(c, topic, draft.scene)), None
            )
            spot = Spot(f"{part.label}.{child.label}") if child is not None else spot
        return on_lines.add_sentence(document, spot, wish.words, draft.place)
    spots, asked = _one(dataclasses.replace(wish, words=""), draft, "Thêm vào")
    if asked is not None:
        choices = tuple(f"{c.rpartition(' (')[0]}: {wish.words}" for c in asked.choices)
        return dataclasses.replace(asked, choices=choices)
    return on_lines.add_sentence(document, spots[0], wish.words, draft.place)


def _reword(wish: Wish, draft: Written) -> Edited:
    """Another wording of a place, typed whole; an item of several paragraphs gets this one."""
    spots, asked = _one(dataclasses.replace(wish, words=""), draft, "Sửa")
    if asked is not None:
        choices = tuple(f"{c.rpartition(' (')[0]} thành: {wish.words}" for c in asked.choices)
        return dataclasses.replace(asked, choices=choices)
    return on_lines.reword(draft.document, spots[0], wish.words, draft.place)


def _replace(wish: Wish, draft: Written) -> Edited:
    return on_lines.replace_words(draft.document, wish.words, wish.new, draft.place)


def _move(wish: Wish, draft: Written) -> Edited:
    where, _, other = wish.new.partition(" ")
    if wish.words:
        spots = [s for s in by_words(draft.document, "muc", wish.words) if s.paragraph is None]
        own = [s for s in spots if _in_contents(s.path, draft.document)]
        spots = own or spots
        if len(spots) != 1:
            return Edited(None, _absent(wish, draft.document))
        wish = dataclasses.replace(wish, place=spots[0].path.lower(), words="")
    if where in {"dau", "cuoi"} and other and "." not in wish.place:
        # "lên đầu phần III": the part tells which item is meant.
        wish = dataclasses.replace(wish, place=f"{other}.{wish.place}")
    other = "" if where in {"dau", "cuoi"} else other
    labels = [wish.place, other] if other else [wish.place]
    pairs = _in_one_part(labels, draft)
    if len(pairs) != 1:
        return _which_part(labels, pairs, draft, f"Chuyển mục {{0}} {_SIDES.get(where, where)}"
                           + (" mục {1}" if other else ""))  # fmt: skip
    path, beside = pairs[0][0], pairs[0][1] if other else ""
    return on_document.move(draft.document, path, where, beside)


_SIDES = {"truoc": "lên trước", "tren": "lên trước", "sau": "xuống sau", "duoi": "xuống sau",
          "dau": "lên đầu", "cuoi": "xuống cuối"}  # fmt: skip


def _in_contents(path: str, document: LaunchDocument) -> bool:
    part = section_at(document, path.split(".")[0])
    return part is not None and part.kind is SectionKind.CONTENTS


def _swap(wish: Wish, draft: Written) -> Edited:
    labels = [wish.place, wish.new]
    pairs = _in_one_part(labels, draft)
    if len(pairs) != 1:
        return _which_part(labels, pairs, draft, "Đảo mục {0} và mục {1}")
    return on_document.swap(draft.document, *pairs[0])


def _in_one_part(labels: Sequence[str], draft: Written) -> list[tuple[str, ...]]:
    """Paths for the labels, part by part in which all of them stand."""
    of = [[s.path for s in by_label(draft.document, "muc", label) if s.paragraph is None and "." in s.path]
          for label in labels]  # fmt: skip
    parts = dict.fromkeys(path.rpartition(".")[0] for path in of[0])
    out = []
    for part in parts:
        paths = [next((p for p in some if p.rpartition(".")[0] == part), "") for some in of]
        if all(paths):
            out.append(tuple(paths))
    return out


def _which_part(
    labels: Sequence[str], pairs: Sequence[tuple[str, ...]], draft: Written, message: str
) -> Edited:
    if not pairs:
        wish = Wish(Act.MOVE, "muc", labels[-1])
        return Edited(None, _absent(wish, draft.document))
    choices = tuple(message.format(*pair) for pair in pairs)
    names = ", ".join(pair[0].rpartition(".")[0] for pair in pairs)
    said = f"Mục {labels[0].upper()} có ở các phần {names}. Anh/chị chọn một:"
    return Edited(None, said, choices=choices)


def _date(wish: Wish, draft: Written) -> Edited | None:
    """A day that stands in the draft; one that does not is a fact for the brief."""
    day = on_lines.day_of(wish.new, draft.brief.year or draft.brief.as_of.year)
    if day is None:
        return Edited(None, f"“{wish.new}” không phải là một ngày. Anh/chị nhắn lại, ví dụ 15/11.")
    spots = on_lines.days_for(draft.document, wish.words)
    if not spots:
        if not wish.item:
            return None
        return Edited(None, f"Dự thảo không có thời hạn nào cho “{wish.words}”.")
    if len(spots) > 1:
        choices = tuple(f"Đổi ngày {_before_day(said)} thành {wish.new}" for _, said in spots[:5])
        lines = "\n".join(f"- {capital(said)}" for _, said in spots[:5])
        return Edited(
            None, f"Có {len(spots)} thời hạn khớp:\n{lines}\nAnh/chị chọn một:", choices=choices
        )
    return on_lines.change_day(draft.document, spots[0][0], day, draft.place)


def _before_day(said: str) -> str:
    """What stands before the day of a clause: "báo cáo năm"."""
    return re.split(
        r"\s+(?:xong )?(?:trước|đến|chậm nhất|hết|trong)\b", said.split(":")[-1].strip()
    )[0]


def _fill(wish: Wish, draft: Written) -> Edited | None:
    return on_lines.fill_gap(draft.document, wish.words, wish.new, draft.place)


def _drop_basis(wish: Wish, draft: Written) -> Edited:
    spots = [s for s in by_words(draft.document, "doan", wish.words) if s.path == "can-cu"]
    if len(spots) != 1:
        lines = "\n".join(f"- {p.text}" for p in draft.document.basis)
        return Edited(None, f"Anh/chị muốn bỏ căn cứ nào? Đang có:\n{lines}")
    if "Luật" in paragraph_at(draft.document, spots[0]).text:
        return Edited(None, "Luật Thi đua, khen thưởng là căn cứ phải có nên tôi giữ lại.")
    return on_document.drop(draft.document, spots)


def _style(wish: Wish, draft: Written) -> Edited:
    if draft.has_model:
        return Edited(
            None,
            "Mô hình đang sửa lời văn các phần mục đích, nội dung, giải pháp; số liệu, căn cứ, chỉ tiêu "
            "và phân công giữ nguyên. Xong tôi kiểm tra lại.",
            part=f"{STYLE}{wish.words}",
        )
    if re.search(r"nam (?:ngoai|truoc)", plain(wish.words)):
        return Edited(
            None, f"{WITHOUT_MODEL} Xem khác gì với năm ngoái ở mục “So sánh”.",
            choices=shortenings(draft)[:1],
        )  # fmt: skip
    return Edited(None, WITHOUT_MODEL, choices=shortenings(draft)[:1])


def _too_long(wish: Wish, draft: Written) -> Edited:
    return Edited(None, "Anh/chị muốn rút gọn phần nào?", choices=shortenings(draft))


def _too_short(wish: Wish, draft: Written) -> Edited:
    return Edited(
        None,
        "Anh/chị muốn thêm nội dung gì? Ví dụ nhắn “thêm nội dung về an toàn giao thông”, hoặc nguyên "
        "câu: “thêm vào mục III.1: …”. Dự thảo không dài hơn bằng câu chung chung.",
    )


def _rewrite(wish: Wish, draft: Written) -> Edited:
    part = wish.place.split(".")[0].upper()
    return Edited(
        None,
        f"Tôi soạn lại được cả phần {part}, chưa soạn lại riêng mục {wish.place.upper()}. Muốn sửa "
        "riêng mục này thì bấm “Sửa mục”, hoặc nhắn “rút gọn”, “bỏ”, “thêm vào”.",
        choices=(f"Soạn lại phần {part}",),
    )


def _wrong_unit(wish: Wish, draft: Written) -> Edited:
    now = draft.brief.unit.described() if draft.brief.unit else "chưa rõ đơn vị"
    return Edited(
        None,
        f"Dự thảo đang soạn cho {now}. Anh/chị nhắn lại tên đơn vị và tỉnh, ví dụ: “sai rồi, xã Thiên "
        "Cầm, tỉnh Hà Tĩnh mới đúng”.",
    )


def _said(text: str) -> Callable[[Wish, Written], Edited | None]:
    return lambda wish, draft: Edited(None, text)


_ACTS: dict[Act, Callable[[Wish, Written], Edited | None]] = {
    Act.DROP: _drop,
    Act.SHORTEN: _shorten,
    Act.ADD: _add,
    Act.SAY: _say,
    Act.REPLACE: _replace,
    Act.REWORD: _reword,
    Act.MOVE: _move,
    Act.SWAP: _swap,
    Act.JOIN: _said(
        "Gộp hoặc tách mục tôi chưa làm bằng lời nhắn được. Anh/chị bấm “Sửa mục” để chuyển câu chữ, "
        "rồi nhắn “bỏ mục …” với mục không cần nữa."
    ),
    Act.RECIPIENT: lambda w, d: on_lines.add_recipient(d.document, w.words),
    Act.NO_RECIPIENT: lambda w, d: on_lines.drop_recipient(d.document, w.words),
    Act.BASIS: lambda w, d: on_lines.add_basis(d.document, w.words, d.place),
    Act.NO_BASIS: _drop_basis,
    Act.DATE: _date,
    Act.FILL: _fill,
    Act.TITLE: lambda w, d: on_lines.retitle(d.document, w.words),
    Act.FORMAT: _said(
        "Chữ đậm, cỡ chữ, căn lề, viết hoa đặt sẵn theo Nghị định 30/2020/NĐ-CP nên tôi không đổi bằng lời "
        "nhắn; cần khác thì anh/chị chỉnh trong tệp Word sau khi tải về."
    ),
    Act.NUMBER: _said(
        "Số và ngày của văn bản để trống, văn thư ghi sau khi ký (Điều 15 Nghị định 30/2020/NĐ-CP) nên "
        "tôi không điền."
    ),
    Act.NO_THEME: _said(
        "Chủ đề đang lấy theo văn bản của cấp trên hoặc tin nhắn của anh/chị. Muốn đổi thì nhắn: đổi chủ "
        "đề thành “…”; muốn bỏ hẳn thì nhắn “bỏ ý chủ đề …” với đúng chữ trong đoạn mở đầu."
    ),
    Act.STYLE: _style,
    Act.TOO_LONG: _too_long,
    Act.TOO_SHORT: _too_short,
    Act.REWRITE: _rewrite,
    Act.WRONG_UNIT: _wrong_unit,
}
