"""A letterhead set in capitals throughout, as fonts that have nothing else leave it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^SỐ(?= ?:? ?[0-9]{0,5}[ .…_]*/ ?(?:[0-9]{4} ?/ ?)?[A-ZĐ]{1,6} ?-)")
_MOTTO = re.compile(r"ĐỘC LẬP ?[-–] ?TỰ DO ?[-–] ?HẠNH PHÚC")
_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)?"
_DAY = re.compile(
    r"(?<![\w/-])(?P<level>(?:THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|TỈNH|HUYỆN|QUẬN|PHƯỜNG|XÃ) )?"
    rf"(?P<name>{_WORD}(?:(?: - | |-){_WORD}){{0,4}})"
    r"(?P<day>, ?NGÀY[ .…_0-9]*THÁNG[ .…_0-9]*NĂM)(?= ?[0-9]{4}(?!\d))"
)
_MATTER = re.compile(r"^V/V(?!\w)")
_BASIS = re.compile(r"^CĂN CỨ(?= (?:LUẬT|BỘ LUẬT|NGHỊ|QUYẾT|THÔNG|KẾ|CHỈ|CÔNG|VĂN|ĐỀ|CHƯƠNG)\b)")


def as_set(lines: Sequence[str], count: int) -> list[str]:
    """``lines``, of which the first ``count`` are the letterhead, with what is in small letters elsewhere in such.

    "SỐ: 15/KH-UBND" is "Số: 15/KH-UBND", "LÀO CAI, NGÀY 4 THÁNG 3 NĂM 2023" is "Lào Cai, ngày 4 tháng 3 năm 2023"; and
    "CĂN CỨ", with which no title goes on, "Căn cứ".
    """
    return [*map(_of_letterhead, lines[:count]), *(_BASIS.sub("Căn cứ", line) for line in lines[count:])]


def _of_letterhead(line: str) -> str:
    if not line.isupper():
        return line
    line = _MOTTO.sub("Độc lập - Tự do - Hạnh phúc", _NUMBER.sub("Số", line))
    line = _DAY.sub(
        lambda found: f"{(found['level'] or '').capitalize()}{named(found['name'])}{found['day'].lower()}", line
    )
    return _MATTER.sub("V/v", line)


def named(words: str) -> str:
    """A name in capitals as it is written elsewhere: "BÀ RỊA - VŨNG TÀU" is "Bà Rịa - Vũng Tàu", "M'ĐRẮK" "M'đrắk"."""
    return re.sub(_WORD, lambda word: word[0].capitalize(), words)
