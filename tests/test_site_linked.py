"""What programs read of a page: schema.org data that no document can break out of, words for shared links, dates."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from site_figures import HOSTILE, write
from test_site import Get, asking

from extractor.site.labels import act, day
from extractor.site.labels import dates as written_dates
from extractor.site.linked import act_data, json_ld
from extractor.site.standing import STANDINGS, standing


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("linked") / "ocop.db"
    write(path)
    return asking(path)


def data(page: str) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    found: dict[str, Any] = json.loads(blocks[0])
    return found


def test_a_document_is_legislation(get: Get) -> None:
    found = data(get("/van-ban/plan").text)
    assert found["@type"] == "Legislation"
    assert found["@context"] == "https://schema.org"
    assert found["legislationIdentifier"] == "5/KH-UBND"
    assert found["legislationDate"] == "2023-02-01"
    assert found["legislationPassedBy"] == {"@type": "GovernmentOrganization", "name": "Ủy ban nhân dân tỉnh Sơn La"}
    assert [cited["@id"] for cited in found["citation"]] == ["/vien-dan/qd-ttg-919-2022"]
    assert "temporalCoverage" not in found, "what is not known is left out"


def test_an_act_is_legislation(get: Get) -> None:
    found = data(get("/vien-dan/qd-ttg-919-2022").text)
    assert (found["name"], found["legislationDate"]) == ("Phê duyệt Chương trình mỗi xã một sản phẩm", "2022-08-01")


def test_a_document_cannot_end_the_block(get: Get) -> None:
    page = get("/van-ban/report").text
    assert HOSTILE in data(page)["name"]
    assert "<script>alert" not in page
    hostile = json_ld({"name": "</script><!-- \u2028 & >"})
    assert not re.search("[<>&\u2028]", str(hostile)[len('<script type="application/ld+json">') : -len("</script>")])
    assert json.loads(re.sub("<[^>]+>", "", str(hostile)))["name"] == "</script><!-- \u2028 & >"


def test_a_shared_link_has_words(get: Get) -> None:
    page = get("/van-ban/report").text
    assert '<link rel="canonical" href="/van-ban/report">' in page
    assert re.search(r'<meta property="og:title" content="[^"]*Báo cáo &lt;script&gt;', page)
    assert '<meta property="og:locale" content="vi_VN">' in page


def test_what_an_act_is_called() -> None:
    assert act({"kind": "Luật", "key": "Luật Hợp tác xã"}) == "Luật Hợp tác xã"
    assert act({"kind": "Quyết định", "key": "919/QĐ-TTg"}) == "Quyết định 919/QĐ-TTg"
    row = dict.fromkeys(("date", "issuer", "title", "effective_from", "effective_to"), None)
    assert set(act_data({**row, "slug": "x", "key": "1/Q", "kind": "Quyết định"})) == {
        *("@context", "@type", "@id", "url", "name", "inLanguage", "legislationIdentifier", "legislationType")
    }


def test_dates_for_the_eye_and_for_programs() -> None:
    assert day("2022-08-01") == '<time datetime="2022-08-01">01/08/2022</time>'
    assert day("2022-08") == '<time datetime="2022-08">08/2022</time>'
    assert day(None) == ""
    assert written_dates("từ 2022-08-01 <b>") == 'từ <time datetime="2022-08-01">01/08/2022</time> &lt;b&gt;'


@pytest.mark.parametrize(
    ("status", "expires", "found"),
    [
        ("recognized", "2026-06-15", "valid"),
        ("recognized", "2026-06-14", "expired"),
        ("recognized", "2026-06", "valid"),
        ("listed", "2025", "expired"),
        ("recognized", None, "open"),
        ("listed", None, "unknown"),
        ("candidate", "2029-01-01", "sought"),
        ("withdrawn", "2029-01-01", "withdrawn"),
        ("expired", None, "lapsed"),
    ],
)
def test_whether_a_product_is_still_certified(status: str, expires: str | None, found: str) -> None:
    assert standing({"status": status, "expires": expires}, "2026-06-15") == found
    assert found in STANDINGS


def test_the_page_of_a_product_says_it_first(tmp_path: Path) -> None:
    from test_registry import DECISION

    from extractor.build import build

    (tmp_path / "corpus").mkdir()
    for name, years in (("moi", 1), ("cu", 5)):
        decided = date.today() - timedelta(days=365 * years)
        text = DECISION.format(date=f"{decided.day:02} tháng {decided.month:02} năm {decided.year}")
        text = text if name == "moi" else text.replace("Tà Xùa", "Mường Lò")
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(tmp_path / "corpus", tmp_path / "ocop.db", workers=1)
    get = asking(tmp_path / "ocop.db")
    said = {}
    for slug in re.findall(r'href="/san-pham/([^"]+)"', get("/san-pham").text):
        page = get(f"/san-pham/{slug}").text
        verdict = page.partition('<div class="verdict')[2].partition("</div>")[0]
        said[slug] = "Còn trong thời hạn" in verdict, "Đã quá thời hạn" in verdict
    assert (True, False) in said.values()
    assert (False, True) in said.values()


def test_a_namesake_that_was_withdrawn_takes_the_green_away(tmp_path: Path) -> None:
    from test_registry import before_merger, report, since_merger

    from extractor.build import build

    (tmp_path / "corpus").mkdir()
    line = "Sản phẩm Chè Shan Tân Hòa của HTX Tân Hòa được công nhận 3 sao."
    other = "Sản phẩm Chè Shan Tân Hòa của HTX Bình Minh được công nhận 3 sao."
    texts = {
        "mot": before_merger(line),
        "hai": before_merger(line, province="Vĩnh Phúc"),
        "ba": before_merger(other, number=14),
        "bon": since_merger("Thu hồi Giấy chứng nhận sản phẩm Chè Shan Tân Hòa của HTX Tân Hòa."),
        "nam": report(line, number=15),
    }
    for name, text in texts.items():
        (tmp_path / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(tmp_path / "corpus", tmp_path / "ocop.db", workers=1)
    get = asking(tmp_path / "ocop.db")
    slugs = set(re.findall(r'href="/san-pham/([^"]+)"', get("/san-pham").text))
    doubted = {slug for slug in slugs if "đã bị thu hồi sau đó" in get(f"/san-pham/{slug}").text}
    assert doubted == {"che-shan-tan-hoa-tan-hoa-hoa-binh", "che-shan-tan-hoa-tan-hoa-vinh-phuc"}
    assert {"che-shan-tan-hoa-tan-hoa-phu-tho", "che-shan-tan-hoa-binh-minh-hoa-binh"} < slugs - doubted
    page = get("/san-pham/che-shan-tan-hoa-tan-hoa-hoa-binh").text
    assert 'href="/san-pham/che-shan-tan-hoa-tan-hoa-phu-tho"' in page
    assert "che-shan-tan-hoa-binh-minh-hoa-binh" not in page
    assert "son-la" not in page
