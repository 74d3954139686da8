r"""Notes, comments, margins, text boxes and list labels: groups that are streams of their own.

{\footnote \pard\plain al pie}      {\*\annotation \pard\plain ¿seguro?}      {\header …}
{\shp{\*\shpinst\shpleft0 …{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard Goya\par}}{\shprslt …}}
{\*\do\dobypara{\dptxbx{\dptxbxtext \pard Goya\par}}}
{\listtext\tab 1.\tab}
"""

from __future__ import annotations

from ingest.document import Layer
from ingest.reading.rtf.reader import OPENINGS, STARRED, WORDS, Handler, Reader, word

_LAYERS = {
    "footnote": Layer.FOOTNOTE,
    "annotation": Layer.COMMENT,
    "shptxt": Layer.TEXTBOX,
    "dptxbxtext": Layer.TEXTBOX,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Layer.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Layer.FOOTER),
}

STARRED.update((b"annotation", b"shpinst", b"shptxt", b"do"))


def _story(layer: Layer) -> Handler:
    def begin(reader: Reader, value: int | None) -> None:
        reader.begin_story(layer)

    return begin


for _name, _layer in _LAYERS.items():
    WORDS[_name.encode()] = _story(_layer)


@word("shpinst", "do")
def _shape(reader: Reader, value: int | None) -> None:
    """A shape: of its text only that in its text box is shown."""
    reader.sink = []


def _shape_property(reader: Reader, start: int) -> int | None:
    return reader.end_of_group(start)


OPENINGS[b"sp"] = _shape_property


@word("listtext", "pntext")
def _label(reader: Reader, value: int | None) -> None:
    """The label of the paragraph in its list, as shown."""
    if reader.sink is not None:
        return
    context = reader.context

    def done(text: str) -> None:
        context.bullet = text.strip() or None

    reader.collect(done)
