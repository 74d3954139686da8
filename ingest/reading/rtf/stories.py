r"""Notes, comments, margins and list labels: groups that are streams of their own.

{\footnote \pard\plain al pie}      {\*\annotation \pard\plain ¿seguro?}      {\header …}
{\listtext\tab 1.\tab}
"""

from __future__ import annotations

from ingest.document import Layer
from ingest.reading.rtf.reader import STARRED, WORDS, Handler, Reader, word

_LAYERS = {
    "footnote": Layer.FOOTNOTE,
    "annotation": Layer.COMMENT,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Layer.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Layer.FOOTER),
}

STARRED.add(b"annotation")


def _story(layer: Layer) -> Handler:
    def begin(reader: Reader, value: int | None) -> None:
        reader.begin_story(layer)

    return begin


for _name, _layer in _LAYERS.items():
    WORDS[_name.encode()] = _story(_layer)


@word("listtext", "pntext")
def _label(reader: Reader, value: int | None) -> None:
    """The label of the paragraph in its list, as shown."""
    if reader.sink is not None:
        return
    context = reader.context

    def done(text: str) -> None:
        context.bullet = text.strip() or None

    reader.collect(done)
