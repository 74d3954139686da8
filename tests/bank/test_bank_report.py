"""The report: one file, no network, everything in it, nothing of a sheet's text as markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from hashlib import sha256

import pytest
from bank_sheets import BANK, CLUB, issue, refused, sheet
from lxml import html

from ingest.bank.atlas import outline, spot
from ingest.bank.entry import Contents, Repeat, Sameness, contents_of
from ingest.bank.report import report
from schema.result import IssueCode


def page(contents):
    return html.fromstring(report(contents).encode(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture
def full():
    doubt = issue(IssueCode.AMBIGUOUS_DATE, "fecha", text="mayo y junio")
    entries = contents_of(
        BANK,
        [
            sheet("a.docx", doubt, fecha="2020-05", sender="ana@example.org", received="2020-05-06T08:00:00-03:00"),
            sheet("b.docx", identificacion="Radio", localidad=None, provincia="Chaco", tipo_institucion="mixta"),
            sheet("c.docx", identificacion="Sin lugar", localidad=None, provincia=None, pais=None),
            refused("d.pdf", IssueCode.ENCRYPTED),
        ],
    )
    old = contents_of(BANK, [sheet("e.docx")]).entries[0]
    return Contents(BANK, entries.entries, (Repeat(Sameness.ANSWERS, old, entries.entries[0]),), entries.rejected)


def test_every_entry_is_in_it_with_all_it_says_and_its_doubts(full):
    made = page(full)
    bodies = made.xpath("//table[@id='table']/tbody")
    said = " ".join(bodies[0].text_content().split())
    assert len(bodies) == 3
    for text in ("Huertas en los patios", "mayo de 2020", "Son 40 familias.", "se tomó la primera", "ana@example.org"):
        assert text in said
    assert bodies[0].xpath(".//a/@href") == ["https://huertas.example.org/patios"]
    assert "contraseña" in made.get_element_by_id("rejected").text_content()
    assert "e.docx" in made.get_element_by_id("repeats").text_content()


def test_it_counts_what_the_workbook_counts(full):
    made = page(full)
    tallies = {
        table.findtext("caption"): {row.findtext("th"): row.xpath("string(td/span)") for row in table.xpath("tbody/tr")}
        for table in made.xpath("//table[@class='tally']")
    }
    assert tallies["Por tipo de institución / organización"] == {"Sociedad civil": "2", "Mixta": "1"}
    assert tallies["Por provincia"] == {"Chaco": "1", "Corrientes": "1", "(sin dato)": "1"}


def test_the_map_shows_towns_and_middles_of_provinces(full):
    made = page(full)
    dots = made.xpath("//section[@id='map']//a")
    kinds = {dot.get("aria-label"): dot.xpath("string(circle/@class)") for dot in dots}
    assert kinds == {"Goya, Corrientes, Argentina: 1": "exact", "Chaco, Argentina: 1": "middle"}
    assert "Sin lugar en el mapa: 1." in made.get_element_by_id("map").text_content()
    assert len(made.xpath("//g[@class='land']/polyline")) > 3


def test_nothing_is_fetched_and_only_its_own_script_runs(full):
    made = page(full)
    assert not made.xpath("//link | //img | //iframe | //object | //script[@src] | //*[@style[contains(., 'url')]]")
    policy = made.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    [script] = made.xpath("//script/text()")
    assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy


def test_a_sheets_text_is_never_markup():
    nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    contents = contents_of(
        BANK, [sheet(nasty, identificacion=nasty, origen=nasty, localidad=nasty, enlaces=["javascript:alert(1)"])]
    )
    made = page(contents)
    assert len(made.xpath("//script")) == 1 and not made.xpath("//img | //@onerror")
    assert not made.xpath("//a[starts-with(@href, 'javascript')]")
    assert nasty in made.xpath("string(//table[@id='table']/tbody)")


def test_it_can_be_used_without_eyes_or_mouse(full):
    made = page(full)
    assert made.get("lang") == "es" and made.xpath("count(//h1)") == 1
    assert [int(head.tag[1]) for head in made.xpath("//h1 | //h2 | //h3")] == [1, *[2] * (len(made.xpath("//h2")))]
    for control in made.xpath("//input | //select"):
        assert control.xpath("ancestor::label")
    openers = made.xpath("//button[@class='opener']")
    assert openers and all(made.get_element_by_id(button.get("aria-controls")) is not None for button in openers)
    assert all(target[1:] in set(made.xpath("//@id")) for target in made.xpath("//a[starts-with(@href, '#')]/@href"))


def test_another_form_is_in_its_own_language_and_needs_no_map():
    made = page(contents_of(CLUB, [sheet(form=CLUB, club="Hill Lane", open_all_year=True)]))
    assert made.get("lang") == "en" and not made.xpath("//section[@id='map']")
    assert "Open all year?" in made.text_content() and "Hill Lane" in made.text_content()


def test_the_same_contents_give_the_same_page_and_an_empty_bank_has_one(full):
    assert report(full) == report(full)
    assert "0" in page(contents_of(BANK, [])).get_element_by_id("figures").text_content()


def test_places_are_found_on_the_map():
    assert spot("Montevideo", None, "Uruguay").exact
    assert spot(None, "Ciudad Autónoma de Buenos Aires", "Argentina") == (-34.61, -58.38, True)
    assert spot("Goya", None, None) is None and spot(None, None, "Argentina") is None
    assert 5 < len(outline(-75, -56, -53, -21)) < 200


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Debian's chromium")
def test_in_a_browser_the_script_runs_under_the_policy(full, tmp_path):
    (tmp_path / "report.html").write_text(report(full), "utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    address = (tmp_path / "report.html").as_uri()
    shown = subprocess.run([*command, "--dump-dom", address], capture_output=True, timeout=60, text=True).stdout
    assert "Se muestran 3 de 3." in shown
    assert len(re.findall(r'class="more" hidden', shown)) == 3
