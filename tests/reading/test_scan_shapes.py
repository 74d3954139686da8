"""What a hand draws and what a lens bends, told by shape alone."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="scans are read with planilla[ocr]")

import cv2  # noqa: E402
import numpy as np  # noqa: E402

from ingest.reading.scan.levels import Level, level_line  # noqa: E402
from ingest.reading.scan.lines import find_pieces  # noqa: E402
from ingest.reading.scan.outline import page_outline  # noqa: E402
from ingest.reading.scan.perspective import flattening, sent  # noqa: E402
from ingest.reading.scan.raster import Ink  # noqa: E402
from ingest.reading.scan.rings import broken_rings, ring  # noqa: E402
from ingest.reading.scan.rules import find_rules, without_rules  # noqa: E402

UNIT = 23.0  # pixels of a small letter in the words below
FOOT = 60


def word(text: str = "Conocimiento") -> Ink:
    ink = np.zeros((110, 420), np.uint8)
    cv2.putText(ink, text, (40, FOOT), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 255, 3)
    return ink


def cut_out(ink: Ink) -> Ink:
    """The largest piece of ink, along its edges."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    best = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    x, y, wide, high, _ = stats[best]
    return np.where(labels[y : y + high, x : x + wide] == best, np.uint8(255), np.uint8(0))


@pytest.mark.parametrize("thick", [4, 6, 8])
@pytest.mark.parametrize(("y", "level"), [(FOOT - 13, Level.THROUGH), (FOOT + 1, Level.UNDER)])
def test_line_that_letters_touch(y: int, level: Level, thick: int) -> None:
    ink = word()
    cv2.line(ink, (30, y), (370, y + 2), 255, thick)
    found = level_line(cut_out(ink), UNIT)
    assert found is not None and found[0] is level


def test_line_alone() -> None:
    ink = np.zeros((40, 300), np.uint8)
    cv2.line(ink, (5, 15), (290, 22), 255, 5)
    found = level_line(cut_out(ink), UNIT)
    assert found is not None and found[0] is Level.ALONE


def test_letters_that_run_together_are_no_line() -> None:
    blurred = cv2.dilate(word("nuevamente"), np.ones((5, 9), np.uint8))
    assert level_line(cut_out(blurred), UNIT) is None


def test_ring_that_is_cut_by_rules() -> None:
    ink = word("Mixta")
    cv2.ellipse(ink, (100, 50), (105, 34), 0, 10, 362, 255, 4)
    ink = cv2.copyMakeBorder(ink, 60, 60, 100, 100, cv2.BORDER_CONSTANT, value=0)
    for y in (60 + 17, 60 + 84):
        cv2.line(ink, (20, y), (600, y), 255, 4)
    cv2.line(ink, (120, 20), (120, 210), 255, 4)
    ruling = find_rules(ink)
    pieces = find_pieces(without_rules(ink, ruling))
    groups = list(broken_rings(pieces, (*ruling.horizontal, *ruling.vertical)))
    assert groups
    x0, y0, x1, y1 = max(groups, key=lambda group: group[0].width)[0]
    assert x0 < 130 and x1 > 290
    labels = max(groups, key=lambda group: group[0].width)[1]
    mask = np.where(np.isin(pieces.labels[y0:y1, x0:x1], labels), np.uint8(255), np.uint8(0))
    rules = cv2.dilate(ruling.pixels, np.ones((9, 1), np.uint8))[y0:y1, x0:x1]
    assert ring(mask, rules) is not None


def test_word_is_no_ring() -> None:
    assert ring(cut_out(cv2.dilate(word(), np.ones((3, 9), np.uint8)))) is None


def test_perspective_is_undone_by_lines() -> None:
    bend = np.array([[1.0, 0.02, 0.0], [0.03, 1.0, 0.0], [1e-4, 2e-4, 1.0]])
    level = np.array([[60.0, y, 540.0, y] for y in range(100, 800, 50)])
    upright = np.array([[x, 100.0, x, 780.0] for x in (60.0, 200.0, 540.0)])
    stray = np.array([[60.0, 300.0, 500.0, 360.0]])
    seen = np.concatenate([sent(bend, level), stray])
    matrix = flattening(seen, sent(bend, upright), (595.0, 842.0))
    assert matrix is not None
    flat, straight = sent(matrix, sent(bend, level)), sent(matrix, sent(bend, upright))
    assert np.abs(flat[:, 3] - flat[:, 1]).max() < 1.5
    assert np.abs(straight[:, 2] - straight[:, 0]).max() < 1.5


def test_straight_page_is_left_as_it_is() -> None:
    level = np.array([[60.0, y, 540.0, y + 0.3] for y in range(100, 800, 50)])
    assert flattening(level, np.empty((0, 4)), (595.0, 842.0)) is None


def test_sheet_with_a_corner_in_shadow() -> None:
    photo = np.full((1200, 900), 70, np.uint8)
    corners = np.array([[80, 90], [800, 60], [840, 1110], [60, 1130]])
    cv2.fillPoly(photo, [corners], 220)
    cv2.fillPoly(photo, [np.array([[840, 1110], [838, 960], [690, 1116]])], 72)
    found = page_outline(photo)
    assert found is not None
    assert np.abs(found - corners).max() < 15
