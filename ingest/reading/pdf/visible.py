"""Text that is in the file but not on the paper: beside the page, or white on white."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import PageSize
from ingest.layout.drawing import Drawing
from ingest.layout.page import Run

_WHITE = 245  # of 255: letters lighter than this in all colours need something darker behind them


def visible_runs(runs: Sequence[Run], drawing: Drawing, size: PageSize) -> list[Run]:
    """The runs that the eye sees on the page."""
    right, foot = 2 * size.width, 2 * size.height
    return [
        run
        for run in runs
        for x0, y0, x1, y1 in (run.box,)
        if 0 <= x0 + x1 <= right and 0 <= y0 + y1 <= foot and (run.colour is None or _shows(run, drawing))
    ]


def _shows(run: Run, drawing: Drawing) -> bool:
    """Whether light letters have something darker behind them."""
    colour = run.colour or "000000"
    if _least(colour) < _WHITE:
        return True
    x, y = (run.box.x0 + run.box.x1) / 2, (run.box.y0 + run.box.y1) / 2
    dark = [shade.box for shade in drawing.shades if _least(shade.colour) < _WHITE]
    dark += [stroke.box for stroke in drawing.strokes if stroke.filled]
    return any(box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1 for box in [*dark, *drawing.images])


def _least(colour: str) -> int:
    """The least of the colour's three parts."""
    return min(int(colour[0:2], 16), int(colour[2:4], 16), int(colour[4:6], 16))
