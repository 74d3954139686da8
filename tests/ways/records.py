"""What people answer, and what must come out: values of known meaning, drawn at random.

Each pool holds pairs of what is typed and what the record must say. The texts are awkward on purpose: they
begin with words of labels, name options, hold lone letters x, colons, brackets, lists, addresses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

KEYS = ("fecha", "localizacion", "tipo_institucion", "identificacion", "origen", "resumen", "aspectos_relevantes",
        "palabras_clave", "enlaces", "contacto_nombre", "contacto_telefono")  # fmt: skip


class Place(NamedTuple):
    """A place as typed, its parts, and a phone of that country: as typed, in E.164."""

    typed: str
    locality: str | None
    province: str | None
    country: str | None
    phones: tuple[tuple[str, str], ...]


_BA = (
    ("02392 15-456789", "+5492392456789"),
    ("(0221) 423-5566", "+542214235566"),
    ("+54 9 11 4567-8901", "+5491145678901"),
)
_URUGUAY = (("+598 99 123 456", "+59899123456"), ("099 123 456", "+59899123456"))
PLACES = (
    Place("Trenque Lauquen - provincia de Buenos Aires", "Trenque Lauquen", "Buenos Aires", "Argentina", _BA),
    Place("Goya (Corrientes)", "Goya", "Corrientes", "Argentina", (("03777 42-1234", "+543777421234"), *_BA)),
    Place("CABA", "Ciudad Autónoma de Buenos Aires", "Ciudad Autónoma de Buenos Aires", "Argentina", _BA),
    Place("Rosario, Santa Fe, Argentina", "Rosario", "Santa Fe", "Argentina",
          (("0341 15 512 3456", "+5493415123456"),)),
    Place("Ushuaia, Tierra del Fuego", "Ushuaia",
          "Tierra del Fuego, Antártida e Islas del Atlántico Sur", "Argentina", _BA),
    Place("Montevideo, Uruguay", "Montevideo", None, "Uruguay", _URUGUAY),
    Place("San Carlos de Bariloche, Río Negro", "San Carlos de Bariloche", "Río Negro", "Argentina", _BA),
    Place("Provincia de Misiones", None, "Misiones", "Argentina", _BA),
    Place("Medellín, Colombia", "Medellín", None, "Colombia", (("+57 300 123 4567", "+573001234567"),)),
    Place("Temuco, Chile", "Temuco", None, "Chile", (("+56 9 8765 4321", "+56987654321"),)),
)  # fmt: skip
DATES = (
    ("24 de abril de 2020", "2020-04-24"), ("04/05/2020", "2020-05-04"), ("3-6-20", "2020-06-03"),
    ("1º de mayo de 2020", "2020-05-01"), ("Mayo de 2020", "2020-05"), ("2020", "2020"),
    ("lunes 20 de abril de 2020", "2020-04-20"), ("2020-07-09", "2020-07-09"), ("15.08.2020", "2020-08-15"),
)  # fmt: skip
NAMES = (
    "Clínica virtual de acompañamiento a emprendedores y pymes", "Ollas en red: del barrio al centro",
    "«Contacto cero»", "Plan B – segunda etapa", "Localización de pymes en crisis: un mapa abierto",
    "Mixta",
    "Programa \"Palabras que cuidan\" (2.ª edición)", "Red público-privada de cuidados",
    "Proyecto X", "Resumen de buenas prácticas", "Nombre propio, radio comunitaria", "Fecha patria en casa",
    "Teléfono amigo", "Web social", "3 D: Datos, Diálogo, Decisión",
    "e-Pymes", "Privada esperanza", "Conocimiento abierto",
)  # fmt: skip
PARAGRAPHS = (
    "La iniciativa nació en la mesa de gestión local, con el club, la cooperadora y dos jardines del barrio.",
    "Contacto con otras provincias: hubo tres encuentros, en los que se compartieron recetas y moldes.",
    "Localización: los talleres se hacen en el galpón del ferrocarril, a dos cuadras de la plaza.",
    "Origen de la iniciativa fue un pedido de las maestras, que necesitaban cuadernillos impresos.",
    "Se firmó un convenio entre una institución pública y otra privada, con apoyo de la sociedad civil.",
    "Participan:\n- el municipio (Dirección de Producción);\n- la UTN;\n- 12 emprendedores.",
    "El factor x del proceso fue la confianza; se repartieron 3 x 2 bolsones por familia.",
    "Consultas a red.solidaria@example.org o en www.example.org/red (de 8 a 12 h).",
    '¿Qué se aprendió? Que "nadie se salva solo", como dijo una vecina: "acá estamos".',
    "1) relevar; 2) acordar; 3) producir; 4) repartir: ésos fueron los pasos.",
    "Palabras claves del trabajo fueron cercanía y constancia, según el equipo técnico-administrativo.",
    "No hay antecedentes de una red así en el distrito, y eso obligó a inventar casi todo.",
    "Sin datos oficiales al comienzo, se hizo un censo casa por casa [véase el anexo].",
    "Ninguna familia quedó afuera: 1.250 hogares (el 87 %) recibieron ayuda entre marzo y julio.",
    "Fecha clave: el 9 de julio de 2020, cuando se sumaron los productores fruti-hortícolas.",
    "Teléfono de la línea gratuita: 0800-555-1234, atendida por voluntarias de lunes a sábado.",
    "La red es mixta. Conocimiento y oficio van juntos; el club puso el salón, la escuela los hornos.",
    "Nombre y apellido de cada voluntaria figuran en el mural de la sede.",
    "Aspectos relevantes para otros municipios: el costo bajo y la gobernanza compartida.",
    "Breve resumen de lo hecho, mes a mes, en el blog de la cooperativa.",
    "• Cocina comunitaria\n• Huerta\n• Ropero",
    "Tipo de institución que convoca: un consorcio; los demás adhieren por carta.",
    "Se acordó lo siguiente: (a) turnos rotativos, (b) compras conjuntas, (c) rendición pública.",
    "Página web propia no tuvieron hasta agosto; después, la provincia prestó un servidor.",
    "Pendiente quedó la compra del camión, que se resolverá en 2021.",
    "X es la incógnita de siempre: cómo sostener el esfuerzo cuando pase la emergencia.",
    "Identificación de beneficiarios con tarjeta social, sin intermediarios – ni demoras.",
    "Financiamiento: 60 % municipal / 40 % privado.",
)
FILLERS = ("-", "---", "N/A", "no posee", "s/d", "No hay.", "ninguno", "…", "xxx", "_______________", "")
KEYWORDS = (
    (
        "emprendedores - pymes - acompañamiento - contención -",
        ["emprendedores", "pymes", "acompañamiento", "contención"],
    ),
    ("huerta, semillas, autoconsumo.", ["huerta", "semillas", "autoconsumo"]),
    ("ollas; barrio; red (de redes; abierta)", ["ollas", "barrio", "red (de redes; abierta)"]),
    ("sociedad civil / conocimiento / público-privado", ["sociedad civil", "conocimiento", "público-privado"]),
    ("contacto, teléfono, localización", ["contacto", "teléfono", "localización"]),
    ("cuidados • escuelas • radio", ["cuidados", "escuelas", "radio"]),
)
LINKS = (
    ("www.example.org/clinica", ["https://www.example.org/clinica"]),
    (
        "https://example.org/red?id=3 y http://blog.example.org.",
        ["https://example.org/red?id=3", "http://blog.example.org"],
    ),
    ("Ver facebook.com/ollas.en.red (fotos)", ["facebook.com/ollas.en.red"]),
    ("http://example.org/a_b-c; www.example.com", ["http://example.org/a_b-c", "https://www.example.com"]),
)
CONTACTS = (
    ("Ana Ruiz, ana@example.org", "Ana Ruiz", "ana@example.org"),
    ("Lic. Juan Pérez (coordinador) - Juan.Perez@Example.org", "Lic. Juan Pérez (coordinador)",
     "juan.perez@example.org"),
    ("María José Núñez. Email: mj.nunez@example.com.ar", "María José Núñez", "mj.nunez@example.com.ar"),
    ("Dra. Elena D'Angelo", "Dra. Elena D'Angelo", None),
    ("red@example.org", None, "red@example.org"),
)  # fmt: skip


@dataclass(slots=True)
class Filled:
    """A sheet's answers: paragraphs typed for each label, and the record and issues that must come out."""

    typed: dict[str, list[str]] = field(default_factory=dict)
    record: dict[str, object] = field(default_factory=dict)
    errors: set[tuple[str, str]] = field(default_factory=set)
    warnings: set[tuple[str, str]] = field(default_factory=set)

    def take(self, key: str, typed: list[str], **record: object) -> None:
        """Note an answer and what it means."""
        self.typed[key] = typed
        self.record.update(record)


def draw(rng: Random) -> Filled:
    """A sheet filled at random; the choice is left open (see `choices`)."""
    made = Filled()
    date, iso = rng.choice(DATES)
    made.take("fecha", [date], fecha=iso)
    place = rng.choice(PLACES)
    made.take("localizacion", [place.typed], localizacion=place.typed, localidad=place.locality,
              provincia=place.province, pais=place.country)  # fmt: skip
    name = rng.choice(NAMES)
    made.take("identificacion", [name], identificacion=name)
    pool = rng.sample(PARAGRAPHS, 8)
    _long(made, "origen", pool[: rng.randint(1, 3)])
    _long(made, "resumen", pool[3 : 3 + rng.randint(1, 3)])
    _long(made, "aspectos_relevantes", pool[6 : 6 + rng.randint(1, 2)])
    typed, words = rng.choice(KEYWORDS)
    made.take("palabras_clave", [typed], palabras_clave=words)
    links, addresses = rng.choice(LINKS)
    made.take("enlaces", [links], enlaces=[_absolute(link) for link in addresses])
    contact, person, email = rng.choice(CONTACTS)
    made.take("contacto_nombre", [contact], contacto_nombre=person, contacto_email=email)
    phone, number = rng.choice(place.phones)
    made.take("contacto_telefono", [phone], contacto_telefono=number)
    for key in KEYS:
        if key != "tipo_institucion" and rng.random() < 0.06:
            empty(made, key, rng.choice(FILLERS))
    return made


def _absolute(link: str) -> str:
    return link if link.startswith("http") else f"https://{link}"


def _long(made: Filled, key: str, paragraphs: list[str]) -> None:
    made.take(key, paragraphs, **{key: "\n".join(" ".join(text.split()) for text in paragraphs)})


def empty(made: Filled, key: str, filler: str) -> None:
    """Say nothing to a question."""
    made.typed[key] = [filler] if filler else []
    for name in {"localizacion": ("localizacion", "localidad", "provincia", "pais"),
                 "contacto_nombre": ("contacto_nombre", "contacto_email")}.get(key, (key,)):  # fmt: skip
        made.record[name] = [] if key in ("palabras_clave", "enlaces") else None
    if key in ("fecha", "localizacion", "identificacion", "origen", "resumen"):
        made.errors.add(("missing", key))
    elif key in ("aspectos_relevantes", "palabras_clave"):
        made.warnings.add(("missing", key))
    if key == "localizacion" and made.typed.get("contacto_telefono"):
        made.take("contacto_telefono", ["+54 9 11 4567-8901"], contacto_telefono="+5491145678901")
