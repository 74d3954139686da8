"""Form controls with what was filled in (HTML Living Standard, 4.10).

    <input type=checkbox checked> Pública   <input name=lugar value="Goya">   <textarea>Goya</textarea>
    <select><option value="">-- elegir --</option><option selected>Mixta</option></select>

What a page shows where nobody has filled anything in (a placeholder, an option without a value, the
first option of a list in which none is chosen) is the control's own prompt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.reading.html.css import Declarations
from ingest.reading.html.looks import FILLED, PROMPT
from ingest.reading.html.walk import STARTS, Attributes, Walker

End = Callable[[], None] | None

_UNSHOWN = frozenset({"hidden", "password", "file", "image", "range", "color"})
_PRINTED = frozenset({"submit", "button", "reset"})


def _input(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    kind = attributes.get("type", "text").strip().lower()
    value = attributes.get("value", "")
    if kind in ("checkbox", "radio"):
        walker.check_box("checked" in attributes)
    elif kind in _PRINTED:
        walker.data(value)
    elif kind in _UNSHOWN:
        return None
    elif value.strip():
        walker.fill(value, FILLED)
    elif attributes.get("placeholder", "").strip():
        walker.fill(attributes["placeholder"], PROMPT)
    return None


def _text_area(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    raw: list[str] = []
    outer, walker.raw = walker.raw, raw

    def end() -> None:
        walker.raw = outer
        value = "".join(raw)
        if value.strip():
            walker.fill(value, FILLED)
        elif attributes.get("placeholder", "").strip():
            walker.fill(attributes["placeholder"], PROMPT)

    return end


@dataclass(slots=True)
class Option:
    """An option: its text, and whether it is chosen and says something."""

    chosen: bool
    value: str | None
    raw: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it shows."""
        return " ".join("".join(self.raw).split())


def _select(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    options: list[Option] = []
    outer_raw, outer_options = walker.raw, walker.options
    walker.raw, walker.options = [], options

    def end() -> None:
        walker.raw, walker.options = outer_raw, outer_options
        chosen = [option for option in options if option.chosen]
        is_list = "multiple" in attributes or attributes.get("size", "1") not in ("", "0", "1")
        if chosen and not is_list:
            chosen = chosen[-1:]
        said = ", ".join(option.text for option in chosen if option.value != "" and option.text)
        if said:
            walker.fill(said, FILLED)
        elif not is_list and options:
            prompt = (chosen or options)[0].text
            if prompt:
                walker.fill(prompt, PROMPT)

    return end


def _option(walker: Walker, attributes: Attributes, declarations: Declarations) -> End:
    if walker.options is None:
        return None
    made = Option("selected" in attributes, attributes.get("value"))
    if attributes.get("label", "").strip():
        made.raw.append(attributes["label"])
    walker.options.append(made)
    outer = walker.raw
    walker.raw = [] if made.raw else made.raw

    def end() -> None:
        walker.raw = outer

    return end


STARTS["input"] = _input
STARTS["textarea"] = _text_area
STARTS["select"] = _select
STARTS["option"] = _option
