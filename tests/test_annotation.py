"""References as links in text and HTML, and as spans in spaCy."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

import extractor
from extractor.model import Citation

ADDRESS = "https://example.org/{number}"


def linked(source: str, link: str = ADDRESS) -> list[str]:
    """The words inside the links that were put in, tags left out."""
    made = extractor.annotate(source, link, form="html")
    return [
        re.sub(r"<[^>]*>", "", words) for words in re.findall(r'<a class="citation"[^>]*>(.*?)</a>', made, re.DOTALL)
    ]


def bare(made: str) -> str:
    return re.sub(r'<a class="citation"[^>]*>(.*?)</a>', r"\1", made, flags=re.DOTALL)


def test_plain_text_is_escaped_and_linked() -> None:
    made = extractor.annotate(
        "Nếu x < y & z thì theo Quyết định số 919/QĐ-TTg.", "https://example.org/{number}?a=1&b=2"
    )
    assert made == (
        'Nếu x &lt; y &amp; z thì theo <a class="citation" href="https://example.org/919?a=1&amp;b=2" '
        'data-key="919/QĐ-TTg">Quyết định số 919/QĐ-TTg</a>.'
    )


def test_the_usual_address_is_that_of_the_site() -> None:
    assert 'href="/vien-dan/qd-ttg-919-2022"' in extractor.annotate("theo Quyết định số 919/QĐ-TTg ngày 01/8/2022")


def test_a_reference_that_cannot_be_tied_gets_no_link() -> None:
    source = "theo Kế hoạch số 12/KH-UBND của UBND tỉnh"
    assert extractor.annotate(source) == source


def test_a_function_chooses_the_address() -> None:
    def laws(citation: Citation) -> str | None:
        return f"https://example.org/{citation.number}" if citation.form == "law" else None

    made = extractor.annotate("Luật Nhà ở số 27/2023/QH15 và Nghị định số 98/2018/NĐ-CP", laws)
    assert made.count("<a ") == 1
    assert "https://example.org/27" in made


def test_an_unknown_field_is_told() -> None:
    with pytest.raises(ValueError, match=r"no field \{slug\}"):
        extractor.annotate("x", "https://example.org/{slug}")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>theo Quyết định số 919/QĐ-TTg.</p>", ["Quyết định số 919/QĐ-TTg"]),
        ("<p>theo <b>Quyết định</b> số <i>919/QĐ-TTg</i>.</p>", ["Quyết định số 919/QĐ-TTg"]),
        ("<p>theo Quyết&nbsp;định số&#160;919/Q&#272;-TTg.</p>", ["Quyết&nbsp;định số&#160;919/Q&#272;-TTg"]),
        ("<b>theo Quyết định số</b> 919/QĐ-TTg.", ["Quyết định số", "919/QĐ-TTg"]),
        (
            "Quyết định số <span>919/QĐ-<wbr>TTg</span>\n<em>ngày 01/8/2022</em>.",
            ["Quyết định số 919/QĐ-TTg\nngày 01/8/2022"],
        ),
        ("<a href='x'>Quyết định số 919/QĐ-TTg</a>", []),
        ("<script>// Quyết định số 919/QĐ-TTg</script><textarea>Quyết định số 919/QĐ-TTg</textarea>", []),
        ("<!-- Quyết định số 919/QĐ-TTg --><p title='Quyết định số 919/QĐ-TTg'>x</p>", []),
        ("<p>Quyết định số</p><p>919/QĐ-TTg</p>", ["919/QĐ-TTg"]),
        ("<p>theo Quyết định số 919/QĐ-TTg", ["Quyết định số 919/QĐ-TTg"]),
        ("</b></p>Quyết định số 919/QĐ-TTg</div>", ["Quyết định số 919/QĐ-TTg"]),
    ],
)
def test_links_in_html(source: str, words: list[str]) -> None:
    assert linked(source) == words
    assert bare(extractor.annotate(source, ADDRESS, form="html")) == source


class Nesting(HTMLParser):
    """Fails where a link stands in a link, or ends in another element than it began in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag != "a" or "a" not in self.open
        if tag not in ("br", "wbr", "img", "meta", "link", "input", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and "a" in self.open:
            assert self.open[-1] == "a"
        if tag in self.open:
            while self.open.pop() != tag:
                pass


def test_markup_survives_whatever_is_cut() -> None:
    """Every piece of a page, cut where it may hurt most, nests as before and says what it said."""
    source = (
        "<div>Căn cứ <b>Luật <i>Hợp tác xã</i></b><i> năm</i> 2023, <u>các Nghị định số 52, 57</u> và "
        "98/2018/N&#272;-CP; "
        "<a href=x>Quyết định <b>số</b></a> 148/QĐ-TTg &lt;b&gt; ngày <br/>24/02/2023</div>"
    )
    for cut in range(len(source)):
        for piece in (source[:cut], source[cut:]):
            made = extractor.annotate(piece, ADDRESS, form="html")
            assert bare(made) == piece
            Nesting().feed(made)


def test_the_corpus_as_web_pages() -> None:
    for file in sorted((Path(__file__).parent.parent / "corpus" / "sources").glob("*.txt")):
        text = unicodedata.normalize("NFC", file.read_text(encoding="utf-8"))
        made = extractor.annotate(text, ADDRESS, form="text")
        assert made.count('class="citation"') >= 2
        assert unescape(bare(made)) == text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_are_those_of_the_text_given(form: str) -> None:
    text = unicodedata.normalize(form, "Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ;")
    (citation,) = extractor.citations(text)
    assert citation.key == "919/QĐ-TTg"
    assert text[citation.start : citation.end] == citation.quote
    assert citation.quote.endswith(unicodedata.normalize(form, "Chính phủ"))


def test_the_component_of_spacy() -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vi_syllables"}}})
    nlp.add_pipe("vi_citations")
    text = "Căn cứ  Luật HTX năm 2023;\n\nQuyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ."
    doc = nlp(text)
    assert doc.text == text
    assert [(span.text, span.label_, span._.citation.key) for span in doc.spans["citations"]] == [
        ("Luật HTX năm 2023", "law", "Luật Hợp tác xã 2023"),
        ("Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ", "individual", "919/QĐ-TTg"),
    ]


def test_the_component_is_saved_with_its_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vi_syllables"}}})
    nlp.add_pipe("vi_citations", config={"spans_key": "references"})
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("theo Quyết định số 919/QĐ-TTg")
    assert [span.text for span in doc.spans["references"]] == ["Quyết định số 919/QĐ-TTg"]


def test_citations_are_sent_between_processes_and_stored_with_the_document() -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vi_syllables"}}})
    nlp.add_pipe("vi_citations")
    texts = [f"theo Quyết định số {number}/QÐ-TTg ngày 01/8/2022" for number in range(3)]
    keys = ["0/QĐ-TTg", "1/QĐ-TTg", "2/QĐ-TTg"]
    docs = list(nlp.pipe(texts, n_process=2))
    assert [doc.spans["citations"][0]._.citation.key for doc in docs] == keys
    stored = DocBin(docs=docs, store_user_data=True).to_bytes()
    loaded = list(DocBin().from_bytes(stored).get_docs(nlp.vocab))
    assert [doc.spans["citations"][0]._.citation for doc in loaded] == [extractor.citations(t)[0] for t in texts]


@pytest.mark.parametrize("address", ["/a/{key", "/a/key}", "/a/{}", "/a/{{key}}"])
def test_a_brace_of_no_field(address: str) -> None:
    with pytest.raises(ValueError, match="none of a field"):
        extractor.annotate("x", address)


def test_an_unknown_form() -> None:
    with pytest.raises(ValueError, match="'html', 'text'"):
        extractor.annotate("x", form="markdown")  # type: ignore[arg-type]
