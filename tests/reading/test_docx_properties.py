"""No character lost: on generated documents every visible character comes out once, no hidden one does."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from ooxml import document, docx, p, part, r, sdt, table, tc, tr

from ingest.document import Style
from ingest.errors import FileProblem
from ingest.reading.docx import read

SEEN, GONE, HIDDEN = "abcdefghijklmnñ", "opqrstuvw", "01234567"
"""Each kind of text has letters of its own, so that what comes out tells where it was."""

seen, gone, hidden = (st.text(alphabet=letters, min_size=1, max_size=6) for letters in (SEEN, GONE, HIDDEN))


def field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{result}{end}"


def alternatives(choice: str, fallback: str) -> str:
    branches = f'<mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
    return f"<mc:AlternateContent>{branches}</mc:AlternateContent>"


def text_box(content: str) -> str:
    inner = f"<wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    return (
        f"<w:drawing><wp:inline><a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


plain = seen.map(r)
removed = gone.map(lambda text: f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>")
vanished = hidden.map(lambda text: r(text, "<w:vanish/>"))


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    runs = st.lists(inner, max_size=3).map("".join)
    return st.one_of(
        runs.map(lambda xml: f"<w:ins>{xml}</w:ins>"),
        runs.map(lambda xml: f"<w:smartTag>{xml}</w:smartTag>"),
        runs.map(lambda xml: f'<w:hyperlink w:anchor="a">{xml}</w:hyperlink>'),
        runs.map(lambda xml: sdt(xml, "<w:text/>")),
        runs.map(lambda xml: f'<w:fldSimple w:instr="REF a">{xml}</w:fldSimple>'),
        st.builds(field, hidden, runs),
        st.builds(alternatives, runs, vanished),
    )


runs = st.recursive(st.one_of(plain, removed, vanished), wrapped, max_leaves=6)
paragraphs = st.lists(runs, max_size=4).map(lambda made: p(*made))
SPAN, RESTART = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
MARK_DELETED = "<w:rPr><w:del/></w:rPr>"
joined = runs.map(lambda run: p(run, properties=MARK_DELETED))
boxed = st.builds(lambda new, run: p(run, f"<w:r>{alternatives(text_box(new), '<w:pict/>')}</w:r>"), paragraphs, runs)


def blocks(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    content = st.lists(inner, min_size=1, max_size=2).map("".join)
    cells = st.builds(tc, content, st.sampled_from(["", SPAN, RESTART, "<w:vMerge/>"]))
    rows = st.lists(cells, min_size=1, max_size=3).map(lambda made: tr(*made))
    return st.one_of(
        st.lists(rows, min_size=1, max_size=3).map(lambda made: table(*made)),
        content.map(lambda xml: sdt(xml, "<w:richText/>")),
        content.map(lambda xml: f"<w:customXml>{xml}</w:customXml>"),
    )


bodies = st.lists(st.recursive(st.one_of(paragraphs, joined, boxed), blocks, max_leaves=6), max_size=4).map("".join)


def letters(text: str, alphabet: str) -> Counter[str]:
    return Counter(character for character in text if character in alphabet)


def written(xml: str) -> str:
    """The text of a body's elements, markup gone."""
    return "".join(etree.fromstring(part("body", xml).encode()).itertext())


@settings(max_examples=30, deadline=None)
@given(bodies)
def test_every_visible_character_comes_out_once(xml: str) -> None:
    made = document(xml).paragraphs
    text = "".join(paragraph.text for paragraph in made)
    deleted = "".join(span.text for q in made for span in q.spans if span.style & Style.DELETED)
    all_text = written(xml)
    assert letters(text, SEEN) == letters(all_text, SEEN)
    assert letters(deleted, GONE) == letters(all_text, GONE)
    assert not letters(text, GONE + HIDDEN) and not letters(deleted, SEEN + HIDDEN)


@settings(max_examples=25, deadline=None)
@given(bodies, st.floats(0.4, 1))
def test_broken_xml_gives_a_document_or_a_reason(xml: str, share: float) -> None:
    whole = part("document", f"<w:body>{xml}</w:body>")
    cut = whole[: int(len(whole) * share)]
    try:
        document = read(docx("", parts={"word/document.xml": cut}))
    except FileProblem as problem:
        assert problem.reason
    else:
        assert document.damaged or cut == whole
