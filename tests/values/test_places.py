from __future__ import annotations

import pytest

from ingest.values.gazetteer import TOWN, _entry, _table
from ingest.values.places import Place, area_code, read_place

CABA = "Ciudad Autónoma de Buenos Aires"
TDF = "Tierra del Fuego, Antártida e Islas del Atlántico Sur"
BA = "Buenos Aires"

IN_ARGENTINA = [
    # town and province, however they are put
    ("Coronel Suárez, Buenos Aires", "Coronel Suárez", BA),
    ("Oberá - Misiones", "Oberá", "Misiones"),
    ("Goya/Corrientes", "Goya", "Corrientes"),
    ("Goya-Corrientes", "Goya", "Corrientes"),
    ("Goya Corrientes", "Goya", "Corrientes"),
    ("Tandil\nBuenos Aires", "Tandil", BA),
    ("Esquel. Chubut. Argentina", "Esquel", "Chubut"),
    ("Provincia de Salta, Cafayate", "Cafayate", "Salta"),
    ("Argentina, Buenos Aires, Tandil", "Tandil", BA),
    ("Río Negro, ciudad de Viedma", "Viedma", "Río Negro"),
    # what kind of place it is
    ("Ciudad de Oberá (Misiones)", "Oberá", "Misiones"),
    ("Municipio de Sunchales, provincia de Santa Fe", "Sunchales", "Santa Fe"),
    ("Localidad de Goya, provincia de Corrientes, República Argentina", "Goya", "Corrientes"),
    ("en la ciudad de Tandil, provincia de Buenos Aires", "Tandil", BA),
    ("Zona rural de Tandil", "Tandil", BA),
    ("Tandil y alrededores", "Tandil", BA),
    ("Colonia Caroya, Departamento Colón, Córdoba", "Colonia Caroya", "Córdoba"),
    ("Beruti, partido de Trenque Lauquen, Bs. As.", "Beruti", BA),
    ("City Bell, La Plata, Buenos Aires", "City Bell", BA),
    ("Rivera, Adolfo Alsina, Buenos Aires", "Rivera", BA),
    # abbreviations
    ("Cnel. Pringles, Pcia. de Bs. As.", "Coronel Pringles", BA),
    ("Pto. Madryn, Chubut", "Puerto Madryn", "Chubut"),
    ("Va. Carlos Paz, Cba.", "Villa Carlos Paz", "Córdoba"),
    ("Sta. Rosa, L. Pampa", "Santa Rosa", "La Pampa"),
    ("Las Rosas (Sta. Fe)", "Las Rosas", "Santa Fe"),
    ("Frías, Sgo. del Estero", "Frías", "Santiago del Estero"),
    ("Clodomira, S. del Estero", "Clodomira", "Santiago del Estero"),
    ("Godoy Cruz, Mza.", "Godoy Cruz", "Mendoza"),
    ("Pcia. Roque Sáenz Peña, Chaco", "Presidencia Roque Sáenz Peña", "Chaco"),
    ("L. N. Alem, Misiones", "Leandro N. Alem", "Misiones"),
    ("S. M. de Tucumán", "San Miguel de Tucumán", "Tucumán"),
    # no accents, capitals
    ("JUNIN DE LOS ANDES - PCIA. DEL NEUQUEN", "Junín de los Andes", "Neuquén"),
    # numbers in names
    ("30 de Agosto, Buenos Aires", "30 de Agosto", BA),
    ("Nueve de Julio (Bs As)", "9 de Julio", BA),
    ("25 de Mayo, Misiones", "25 de Mayo", "Misiones"),
    # addresses and postcodes
    ("(7000) Tandil, Buenos Aires", "Tandil", BA),
    ("B7000 Tandil, Buenos Aires", "Tandil", BA),
    ("CP 2322 - Sunchales - Santa Fe", "Sunchales", "Santa Fe"),
    ("Av. San Martín 123, Tandil, Buenos Aires", "Tandil", BA),
    ("Calle 7 N° 1234, La Plata, Bs. As. (1900)", "La Plata", BA),
    ("Barrio San José, Sunchales, Santa Fe", "Sunchales", "Santa Fe"),
    # a town alone that is unique, or by a name that people use
    ("Pehuajo", "Pehuajó", BA),
    ("Bariloche", "San Carlos de Bariloche", "Río Negro"),
    ("Rosario", "Rosario", "Santa Fe"),
    # namesakes with their province
    ("Colón, Entre Ríos", "Colón", "Entre Ríos"),
    ("Colón, Buenos Aires", "Colón", BA),
    ("La Paz, Mendoza", "La Paz", "Mendoza"),
    ("San Pedro, Jujuy", "San Pedro de Jujuy", "Jujuy"),
    # a province's capital
    ("Formosa, Formosa, Argentina", "Formosa", "Formosa"),
    ("LA RIOJA - LA RIOJA", "La Rioja", "La Rioja"),
    ("Ciudad de Córdoba", "Córdoba", "Córdoba"),
    ("Salta capital", "Salta", "Salta"),
    ("Capital, Catamarca", "San Fernando del Valle de Catamarca", "Catamarca"),
    ("Paraná (capital), Entre Ríos", "Paraná", "Entre Ríos"),
    # the country's capital
    ("CABA", CABA, CABA),
    ("C.A.B.A., Argentina", CABA, CABA),
    ("Cap. Federal", CABA, CABA),
    ("Ciudad de Buenos Aires", CABA, CABA),
    ("Almagro, CABA", CABA, CABA),
    ("Barrio de Flores, Ciudad Autónoma de Buenos Aires", CABA, CABA),
    ("CABA, Buenos Aires, Argentina", CABA, CABA),
    # no town
    ("Provincia de Misiones", None, "Misiones"),
    ("Córdoba", None, "Córdoba"),
    ("Buenos Aires, Argentina", None, BA),
    ("Conurbano bonaerense", None, BA),
    ("Alto Valle de Río Negro", None, "Río Negro"),
    ("Ushuaia, Tierra del Fuego", "Ushuaia", TDF),
    (f"Tolhuin, {TDF}", "Tolhuin", TDF),
    # what it does not say, it does not say
    ("Rivadavia", "Rivadavia", None),
    ("Santa Rosa, Argentina", "Santa Rosa", None),
    ("Patagonia", None, None),
    ("República Argentina", None, None),
]
ABROAD = [
    ("Salto (Uruguay)", "Salto", None, "Uruguay"),
    ("Mercedes, Uruguay", "Mercedes", None, "Uruguay"),
    ("Mercedes, Soriano", "Mercedes", "Soriano", "Uruguay"),
    ("Departamento de Salto, Uruguay", None, "Salto", "Uruguay"),
    ("Treinta y Tres, Uruguay", "Treinta y Tres", None, "Uruguay"),
    ("Paysandú", "Paysandú", None, "Uruguay"),
    ("Encarnación, Itapúa, Paraguay", "Encarnación", "Itapúa", "Paraguay"),
    ("La Paz, Bolivia", "La Paz", None, "Bolivia"),
    ("Santiago de Chile", "Santiago", None, "Chile"),
    ("Cali. Colombia", "Cali", None, "Colombia"),
    ("Cali, departamento del Valle del Cauca, Colombia", "Cali", "Valle del Cauca", "Colombia"),
    ("Porto Alegre, Rio Grande do Sul, Brasil", "Porto Alegre", "Rio Grande do Sul", "Brasil"),
    ("Madrid, España", "Madrid", None, "España"),
    ("Nueva York, EE.UU.", "Nueva York", None, "Estados Unidos"),
    ("Uruguay", None, None, "Uruguay"),
]
DOUBTFUL = [
    ("Trenque Lauqen, Buenos Aires", Place("Trenque Lauquen", BA, "Argentina"), "typo"),
    ("Goya, Corrientess", Place("Goya", "Corrientes", "Argentina"), "typo"),
    ("Azul y Olavarría, Buenos Aires", Place("Azul", BA, "Argentina"), "several"),
    ("Rosario, Santa Fe y Paraná, Entre Ríos", Place("Rosario", "Santa Fe", "Argentina"), "several"),
    ("Salta y Jujuy", Place(None, "Salta", "Argentina"), "several"),
    ("Partido de La Matanza, Buenos Aires", Place(None, BA, "Argentina"), "department"),
    ("Escuela San Martín de Goya, Corrientes", Place("Goya", "Corrientes", "Argentina"), "words"),
    ("La Paz", Place("La Paz", None, None), "countries"),
]
UNKNOWN = [
    ("Paraje Las Siete Lechuzas Mudas", Place()),
    ("Pueblo Inventado, Salta", Place(None, "Salta", "Argentina")),
    ("Villa Imaginaria, Uruguay", Place(None, None, "Uruguay")),
    ("Online", Place()),
]


@pytest.mark.parametrize(("text", "locality", "province"), IN_ARGENTINA)
def test_places_in_argentina(text: str, locality: str | None, province: str | None) -> None:
    assert read_place([text], "AR") == (Place(locality, province, "Argentina"), ())


@pytest.mark.parametrize(("text", "locality", "province", "country"), ABROAD)
def test_places_abroad(text: str, locality: str | None, province: str | None, country: str) -> None:
    assert read_place([text], "AR") == (Place(locality, province, country), ())


@pytest.mark.parametrize(("text", "place", "reason"), DOUBTFUL)
def test_doubtful_places(text: str, place: Place, reason: str) -> None:
    value, doubts = read_place([text], "AR")
    assert value == place
    assert [doubt.detail["reason"] for doubt in doubts] == [reason]


@pytest.mark.parametrize(("text", "place"), UNKNOWN)
def test_no_place_is_guessed(text: str, place: Place) -> None:
    value, doubts = read_place([text], "AR")
    assert value == place
    assert [str(doubt.code) for doubt in doubts] == ["unknown_place"]


def test_every_town_is_read_beside_its_province() -> None:
    entries = [_entry(line) for line in _table() if "\tAR\t" in line]
    towns = {(entry.name, entry.province) for entry in entries if entry.kind == TOWN}
    sample = sorted(towns)[::9]
    assert len(sample) > 200
    off = []
    for name, province in sample:
        value, doubts = read_place([f"{name}, provincia de {province}"], "AR")
        if (value.locality, value.province) != (name, province) or doubts:
            off.append((name, province, value, doubts))
    assert off == []


def test_area_codes_of_towns() -> None:
    assert area_code(Place("Trenque Lauquen", BA, "Argentina")) == "2392"
    assert area_code(Place(CABA, CABA, "Argentina")) == "11"
    assert area_code(Place("Rivadavia", None, "Argentina")) is None
    assert area_code(Place("Salto", None, "Uruguay")) is None
