"""Whole sheets on paper: each mark by pen, each wear of the page; what is read is right or doubted."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="scans are read with planilla[ocr]")
pytest.importorskip("tesserocr", reason="scans are read with planilla[ocr]")

from tests.paper.cases import make  # noqa: E402
from tests.paper.check import check  # noqa: E402


@pytest.mark.parametrize(
    ("seed", "wear", "mark"),
    [
        (30, "photo", "ring-box"),
        (20, "fax", "others-struck"),
        (9, "copied", "ring"),
        (5, "turned", "under"),
        (43, "clean", "cross-over"),
    ],
)
def test_sheet_on_paper(seed: int, wear: str, mark: str) -> None:
    case = make(seed, wear=wear, mark=mark)
    outcome = check(case)
    assert outcome.rejected == "" and outcome.silent() == [], case.ways
    assert [field.key for field in outcome.wrong() if field.key == "tipo_institucion"] == [], case.ways
    assert len(outcome.wrong()) <= 2, outcome.wrong()
