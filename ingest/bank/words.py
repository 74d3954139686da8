"""The words of the tables, the workbook and the errors, one set a language.

A set is a frozen dataclass, so that no language can lack a word without a type error. What is
said about an issue is not here but in ``schema/messages.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from schema.form import Kind
from schema.result import IssueCode, Severity, Status


@dataclass(frozen=True, slots=True)
class Words:
    """What the bank says to people in one language."""

    language: str
    since: str
    parts: dict[str, str]
    kinds: dict[Kind, str]
    months: tuple[str, ...]
    month_of: str
    date_format: str
    yes: str
    no: str
    statuses: dict[Status, str]
    severities: dict[Severity, str]
    sheets: SheetNames
    headings: Headings
    advice: dict[IssueCode, str]
    counts: Counts
    same_bytes: str
    same_answers: str
    earlier: str
    nobody: str
    unknown: str
    read_as: str
    several_links: str
    continues: str
    corrected: str
    pick_from_list: str
    pick_title: str
    ok: str
    nothing_pending: str
    nothing_rejected: str
    nothing_repeated: str
    cannot_write: str
    disk_full: str
    no_permission: str
    no_folder: str
    busy: str
    damaged: str
    too_new: str
    other_form: str
    cannot_read: str
    no_workbook: str
    sheet_gone: str
    column_gone: str
    row_without_id: str
    row_twice: str
    row_gone: str
    refused: str
    row_replaced: str
    row_left: str
    conflict: str
    too_long: str
    not_settled: str
    no_option: str
    settled: str
    undone: str
    cut_short: str
    help: str


@dataclass(frozen=True, slots=True)
class SheetNames:
    """The names of the workbook's sheets (Excel allows 31 characters)."""

    entries: str
    pending: str
    rejected: str
    repeats: str
    summary: str


@dataclass(frozen=True, slots=True)
class Headings:
    """Column headings of the workbook that belong to no field."""

    status: str
    doubts: str
    sender: str
    received: str
    file: str
    about: str
    question: str
    matter: str
    severity: str
    said: str
    value: str
    ok: str
    reason: str
    advice: str
    sameness: str
    of: str
    changed: str
    code: str
    number: str
    share: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the summary counts."""

    title: str
    sheets: str
    entries: str
    repeats: str
    by_status: str
    by_field: str
    by_week: str
    missed: str
    missed_count: str
    week_of: str
    no_date: str


SPANISH = Words(
    language="es",
    since="desde",
    parts={"locality": "Localidad", "province": "Provincia", "country": "País"},
    kinds={
        Kind.EMAIL: "Correo electrónico",
        Kind.PHONE: "Teléfono",
        Kind.NAME: "Nombre",
        Kind.URLS: "Enlaces",
        Kind.DATE: "Fecha",
        Kind.PLACE: "Lugar",
    },
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    month_of="{month} de {year}",
    date_format="dd/mm/yyyy",
    yes="Sí",
    no="No",
    statuses={Status.COMPLETE: "Completa", Status.INCOMPLETE: "Incompleta", Status.REJECTED: "Rechazada"},
    severities={Severity.ERROR: "Falta", Severity.WARNING: "Revisar"},
    sheets=SheetNames("Iniciativas", "Pendientes", "Rechazados", "Duplicados", "Resumen"),
    headings=Headings(
        status="Estado",
        doubts="Por ver",
        sender="Remitente",
        received="Recibida",
        file="Archivo",
        about="Iniciativa",
        question="Pregunta",
        matter="Qué falta o hay que revisar",
        severity="Clase",
        said="Lo que dice la planilla",
        value="Lo que quedó en el banco (se puede corregir)",
        ok="Visto bueno",
        reason="Por qué no entró",
        advice="Qué hacer",
        sameness="Por qué",
        of="Es la misma que",
        changed="Respuestas que cambiaron",
        code="Identificador",
        number="Cantidad",
        share="Parte",
    ),
    advice={
        IssueCode.UNREADABLE: "Pedir el archivo otra vez a quien lo mandó.",
        IssueCode.ENCRYPTED: "Pedir el archivo sin contraseña, o abrirlo con la contraseña y guardarlo sin ella.",
        IssueCode.UNSUPPORTED_FORMAT: "Pedir la planilla en Word o PDF.",
        IssueCode.NOT_A_FORM: "Abrirlo: si es una planilla, cargarla a mano; si no, no hay nada que hacer.",
        IssueCode.TOO_LARGE: "Abrirlo con cuidado: si es una planilla de verdad, subir el límite y correr otra vez.",
        IssueCode.TIMEOUT: "Abrirlo con cuidado: si es una planilla de verdad, subir el límite y correr otra vez.",
    },
    counts=Counts(
        title="Resumen del banco",
        sheets="Planillas y archivos recibidos",
        entries="Iniciativas en el banco",
        repeats="Repetidas o reemplazadas",
        by_status="Cómo están",
        by_field="Por {heading}",
        by_week="Por semana de recepción (desde el lunes)",
        missed="Preguntas con más faltas o dudas",
        missed_count="Planillas",
        week_of="{day}",
        no_date="Sin fecha de recepción",
    ),
    same_bytes="El mismo archivo",
    same_answers="Las mismas respuestas",
    earlier="Versión anterior de la misma iniciativa",
    nobody="(sin remitente)",
    unknown="(sin dato)",
    read_as="En la planilla: «{text}»",
    several_links="Abre el primer enlace; los otros están en la celda.",
    continues="… [sigue en bank.csv]",
    corrected="Corregido. En la planilla se leyó: «{text}»",
    pick_title="Elegir de la lista",
    pick_from_list="Elegir una de las opciones de la lista.",
    ok="ok",
    nothing_pending="No hay nada pendiente.",
    nothing_rejected="No se rechazó ningún archivo.",
    nothing_repeated="No hay planillas repetidas.",
    cannot_write="No se puede escribir {path}: {reason}. Lo que había quedó como estaba.",
    disk_full="el disco está lleno",
    no_permission="no hay permiso, o el archivo está abierto en otro programa",
    no_folder="eso no es una carpeta",
    busy="Otra corrida está usando el banco {path}: esperar a que termine y probar de nuevo.",
    damaged="{path} no es un banco de este programa, o está dañado ({reason}).",
    too_new="{path} es de una versión más nueva del programa: actualizarlo (planilla --version).",
    other_form="{path} es el banco de otra planilla ({form}): elegir otra carpeta con -o.",
    cannot_read="No se puede leer {path}: {reason}.",
    no_workbook="{path} no es un libro que haya escrito este programa.",
    sheet_gone="Falta la hoja «{sheet}»: sus cambios no se leyeron.",
    column_gone="Falta la columna «{heading}»: sus cambios no se leyeron.",
    row_without_id="Fila {row}: no viene del banco (no tiene identificador); no se tomó.",
    row_twice="Fila {row}: repite la fila {other} con otro contenido; no se tomó.",
    row_gone="La fila {id} ya no está en el libro; en el banco sigue como estaba.",
    refused="{sheet}, fila {row}: {reason}",
    row_replaced="llegó una versión más nueva de esta iniciativa ({by}); corregir esa.",
    row_left="esta planilla ya no está en el banco.",
    conflict="«{heading}» cambió en el banco mientras tanto: ahora dice «{held}», y el libro partía de «{was}».",
    too_long="«{heading}» no entra entero en una celda; no se puede corregir en el libro.",
    not_settled="no alcanza con un visto bueno, hay que completar o corregir la respuesta. {message}",
    no_option="«{said}» no es una de las opciones ({options}).",
    settled="visto bueno ({code})",
    undone="deshecha {at}",
    cut_short="Pendientes, fila {row}: la respuesta está cortada en esa hoja; corregirla en «{sheet}».",
    help="Ayuda",
)

ENGLISH = Words(
    language="en",
    since="from",
    parts={"locality": "Town", "province": "Province", "country": "Country"},
    kinds={
        Kind.EMAIL: "E-mail",
        Kind.PHONE: "Phone",
        Kind.NAME: "Name",
        Kind.URLS: "Links",
        Kind.DATE: "Date",
        Kind.PLACE: "Place",
    },
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    month_of="{month} {year}",
    date_format="yyyy-mm-dd",
    yes="Yes",
    no="No",
    statuses={Status.COMPLETE: "Complete", Status.INCOMPLETE: "Incomplete", Status.REJECTED: "Rejected"},
    severities={Severity.ERROR: "Missing", Severity.WARNING: "Check"},
    sheets=SheetNames("Entries", "Pending", "Rejected", "Repeats", "Summary"),
    headings=Headings(
        status="Status",
        doubts="To check",
        sender="Sender",
        received="Received",
        file="File",
        about="Entry",
        question="Question",
        matter="What is missing or worth a look",
        severity="Kind",
        said="What the sheet says",
        value="What the bank holds (can be corrected)",
        ok="Checked",
        reason="Why it was left out",
        advice="What to do",
        sameness="Why",
        of="Is the same as",
        changed="Answers that changed",
        code="Identifier",
        number="Number",
        share="Share",
    ),
    advice={
        IssueCode.UNREADABLE: "Ask whoever sent it for the file again.",
        IssueCode.ENCRYPTED: "Ask for the file without a password, or open it with the password and save it without.",
        IssueCode.UNSUPPORTED_FORMAT: "Ask for the sheet as Word or PDF.",
        IssueCode.NOT_A_FORM: "Open it: if it is a sheet, enter it by hand or tell us; if not, there is nothing to do.",
        IssueCode.TOO_LARGE: "Open it with care: if it truly is a sheet, raise the limit and run again.",
        IssueCode.TIMEOUT: "Open it with care: if it truly is a sheet, raise the limit and run again.",
    },
    counts=Counts(
        title="The bank at a glance",
        sheets="Sheets and files received",
        entries="Entries in the bank",
        repeats="Repeated or replaced",
        by_status="How they are",
        by_field="By {heading}",
        by_week="By week received (from its Monday)",
        missed="Questions most often missing or in doubt",
        missed_count="Sheets",
        week_of="{day}",
        no_date="No date received",
    ),
    same_bytes="The same file",
    same_answers="The same answers",
    earlier="An earlier version of the same entry",
    nobody="(no sender)",
    unknown="(not said)",
    read_as="On the sheet: “{text}”",
    several_links="Opens the first link; the others stand in the cell.",
    continues="… [continues in bank.csv]",
    corrected="Corrected. Read on the sheet: “{text}”",
    pick_title="Pick from the list",
    pick_from_list="Pick one of the options of the list.",
    ok="ok",
    nothing_pending="Nothing is pending.",
    nothing_rejected="No file was rejected.",
    nothing_repeated="No sheet came twice.",
    cannot_write="Can't write {path}: {reason}. What was there is as it was.",
    disk_full="the disk is full",
    no_permission="no permission, or the file is open in another program",
    no_folder="that is not a folder",
    busy="Another run is using the bank {path}: wait for it to end and try again.",
    damaged="{path} is no bank of this program, or it is damaged ({reason}).",
    too_new="{path} is from a later version of the program: update it (planilla --version).",
    other_form="{path} is the bank of another form ({form}): choose another folder with -o.",
    cannot_read="Can't read {path}: {reason}.",
    no_workbook="{path} is no workbook that this program wrote.",
    sheet_gone="The sheet “{sheet}” is gone: its changes were not read.",
    column_gone="The column “{heading}” is gone: its changes were not read.",
    row_without_id="Row {row}: it does not come from the bank (it has no identifier); not taken.",
    row_twice="Row {row}: repeats row {other} with other contents; not taken.",
    row_gone="The row {id} is no longer in the workbook; in the bank it is as it was.",
    refused="{sheet}, row {row}: {reason}",
    row_replaced="a later version of this entry came ({by}); correct that one.",
    row_left="this sheet is no longer in the bank.",
    conflict="“{heading}” has changed in the bank meanwhile: it now says “{held}”, the workbook started from “{was}”.",
    too_long="“{heading}” does not fit whole into a cell; it can't be corrected in the workbook.",
    not_settled="an ok is not enough, the answer has to be filled in or corrected. {message}",
    no_option="“{said}” is none of the options ({options}).",
    settled="checked ({code})",
    undone="undone {at}",
    cut_short="Pending, row {row}: the answer is cut short there; correct it in “{sheet}”.",
    help="Help",
)

_SETS = {"es": SPANISH, "en": ENGLISH}


def words_for(language: str) -> Words:
    """The words of a language (``es-AR`` is ``es``); English where there are none of it.

    >>> words_for("es").sheets.pending
    'Pendientes'
    """
    return _SETS.get(language.split("-")[0].lower(), ENGLISH)
