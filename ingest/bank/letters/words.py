"""The words of the letters, one set a language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What a letter says."""

    subject_one: str
    subject_many: str
    subject_resend: str
    greeting: str
    thanks: str
    sheet: str
    file: str
    missing: str
    doubtful: str
    understood: str
    rejected: str
    attached: str
    goodbye: str
    note: str
    nobody: str


SPANISH = LetterWords(
    subject_one="Su planilla «{title}»: nos falta algún dato",
    subject_many="Sus planillas: nos faltan algunos datos",
    subject_resend="Su envío: no pudimos abrir un archivo",
    greeting="Hola:",
    thanks="Muchas gracias por enviarnos la planilla del «{form}». La leímos con atención, "
    "y para poder incorporarla necesitamos su ayuda con lo que sigue.",
    sheet="Planilla «{title}» (archivo {file})",
    file="Planilla del archivo {file}",
    missing="Falta:",
    doubtful="Para revisar, si es posible:",
    understood="Entendimos: «{value}».",
    rejected="Además, no pudimos leer este envío:",
    attached="Adjuntamos la planilla en Word con lo que ya nos dieron; lo que falta o está en duda tiene fondo "
    "amarillo. Se puede completar ahí mismo y responder a este correo con el archivo.",
    goodbye="Muchas gracias por su tiempo.\n\nSaludos cordiales,",
    note="Lo que falta o está en duda tiene fondo amarillo.",
    nobody="sin-remitente",
)

ENGLISH = LetterWords(
    subject_one="Your sheet “{title}”: something is missing",
    subject_many="Your sheets: some things are missing",
    subject_resend="What you sent: we could not open a file",
    greeting="Hello,",
    thanks="Thank you very much for sending us the sheet of “{form}”. We read it with care, and to take it in we "
    "need your help with the following.",
    sheet="Sheet “{title}” (file {file})",
    file="Sheet in the file {file}",
    missing="Missing:",
    doubtful="Worth a look, if you can:",
    understood="We understood: “{value}”.",
    rejected="Besides, we could not read this:",
    attached="The sheet is attached as a Word file with what you gave us; what is missing or in doubt has a yellow "
    "background. You can fill it in there and answer this message with the file.",
    goodbye="Thank you for your time.\n\nKind regards,",
    note="What is missing or in doubt has a yellow background.",
    nobody="no-sender",
)


def letter_words(language: str) -> LetterWords:
    """The letters' words in a language; English where there are none of it."""
    return SPANISH if language.split("-")[0].lower() == "es" else ENGLISH
