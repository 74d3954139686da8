"""What people read about an issue: one template a code (or code and reason) and language.

A template's blanks are filled from the issue's detail and the field's label. Reasons refine a
code: ``unreadable.zip`` is looked up before ``unreadable``.
"""

from __future__ import annotations

from collections.abc import Mapping

from schema.result import IssueCode

SPANISH = {
    "missing": "«{label}» está vacío.",
    "label_not_found": "La planilla no tiene «{label}».",
    "no_mark": "Falta marcar «{label}».",
    "multiple_marks": "Hay más de una opción marcada en «{label}»: {marked}.",
    "invalid_date": "No se entiende la fecha «{text}»: escribir día, mes y año, por ejemplo 24/04/2020.",
    "ambiguous_date": "Hay más de una fecha, o un período, en «{text}»: se tomó la primera.",
    "over_limit": "«{label}» tiene {words} palabras; el máximo es {limit}.",
    "invalid_email": "«{text}» no es una dirección de correo.",
    "invalid_phone": "«{text}» no se entiende como número de teléfono: escribirlo con código de área.",
    "invalid_url": "«{text}» no es la dirección de una página web.",
    "invalid_number": "«{text}» no se entiende como número en «{label}».",
    "unknown_place": "No se conoce el lugar «{text}».",
    "low_confidence": "Conviene revisar «{label}»: la lectura puede tener un error.",
    "low_confidence.several": "Hay más de una respuesta en «{label}»: se tomó la primera.",
    "low_confidence.typo": "«{text}» parece tener un error de tipeo en «{label}»: se entendió {value}.",
    "low_confidence.about": "«{text}» es aproximado: se tomó {value}.",
    "low_confidence.words": "Hay palabras que no se entienden en «{text}»: se tomó {value}.",
    "low_confidence.weekday": "El día de la semana no es el de esa fecha: «{text}».",
    "low_confidence.area_code": "«{text}» no tiene código de área: se tomó el del lugar ({value}).",
    "low_confidence.country": "«{text}» no es un número de ese país: se leyó como uno de aquí.",
    "low_confidence.phone": "El número {value} no parece estar en uso: «{text}».",
    "low_confidence.digits": "Hay un número en «{label}»: «{text}».",
    "low_confidence.link_target": "El enlace «{text}» lleva a otra dirección: {target}.",
    "low_confidence.wrapped": "«{text}» parece cortado por un fin de línea.",
    "low_confidence.broken": "«{text}» parece una dirección con un error.",
    "low_confidence.countries": "Hay lugares llamados «{text}» en más de un país: agregar el país.",
    "low_confidence.namesakes": "Hay más de un lugar llamado «{text}»: se entendió {value}.",
    "low_confidence.department": "«{text}» es un partido o departamento: falta la localidad.",
    "low_confidence.quarter": "«{text}» parece un barrio de la capital: se entendió {value}.",
    "low_confidence.decimal_mark": "«{text}» se puede leer de dos maneras: se entendió {value}.",
    "low_confidence.unit": "No se conoce la unidad de «{text}»: se tomó {value}.",
    "low_confidence.struck": "En «{label}» hay texto tachado, que no se tomó.",
    "low_confidence.recognised": "Conviene revisar «{label}»: se leyó de una imagen poco clara.",
    "low_confidence.hyphen": "En «{label}» hay una palabra cortada con guion al final de un renglón: "
    "puede que el guion sea suyo.",
    "low_confidence.faint": "Conviene revisar la marca de «{label}»: se ve poco.",
    "low_confidence.between": "En «{label}» la marca está entre dos opciones.",
    "low_confidence.set_apart": "En «{label}» no hay una marca: se tomó la única opción escrita de otra manera.",
    "low_confidence.own_line": "En «{label}» la marca está en un renglón aparte.",
    "low_confidence.located": "Conviene revisar «{label}»: no es seguro que la respuesta sea esa.",
    "unreadable": "El archivo está dañado y no se puede leer: pedirlo de nuevo.",
    "unreadable.empty": "El archivo está vacío: pedirlo de nuevo.",
    "unreadable.no_document": "El archivo parece de Word, pero no tiene ningún documento adentro: pedirlo de nuevo.",
    "unreadable.cut": "El archivo está cortado y en lo que queda no hay ninguna planilla: pedirlo de nuevo.",
    "unreadable.zip": "El archivo comprimido está dañado: pedirlo de nuevo.",
    "unreadable.msg": "El mensaje de Outlook está dañado: pedirlo de nuevo.",
    "unreadable.crash": "El archivo hizo caer a la lectura: está dañado, o hecho para dañar. Pedirlo en otro formato.",
    "unreadable.internal": "El archivo no se pudo leer ({why}): con --debug se ve el detalle.",
    "unreadable.not_found": "No existe el archivo.",
    "unreadable.permission": "No hay permiso para leer el archivo.",
    "unreadable.special": "No es un archivo común (es una tubería, una conexión o un dispositivo).",
    "unreadable.system": "El sistema no deja leer el archivo: {why}.",
    "unreadable.xml": "El documento está dañado por dentro: pedirlo de nuevo.",
    "unreadable.doctype": "El documento trae definiciones que ningún procesador de texto escribe, y no se "
    "abre: pedirlo en otro formato.",
    "unreadable.depth": "El documento tiene cosas dentro de cosas más allá de lo que se puede seguir: pedirlo "
    "en otro formato.",
    "unreadable.ole": "El archivo de Office está dañado: pedirlo de nuevo, mejor como .docx.",
    "unreadable.doc": "El documento de Word está dañado: pedirlo de nuevo, mejor como .docx.",
    "unreadable.rtf": "El documento RTF está dañado: pedirlo de nuevo, mejor como .docx.",
    "unreadable.pdf": "El PDF está dañado: pedirlo de nuevo.",
    "unreadable.page": "La página del PDF está dañada: pedir el archivo de nuevo.",
    "unreadable.image": "La imagen está dañada: pedirla de nuevo.",
    "unreadable.p7m": "El mensaje firmado está dañado, o está cifrado: pedirlo de nuevo, sin firma ni cifrado.",
    "unreadable.tnef": "El adjunto winmail.dat está dañado: pedirlo de nuevo, sin el formato propio de Outlook.",
    "encrypted": "El archivo pide una contraseña: guardarlo sin contraseña y enviarlo otra vez.",
    "encrypted.zip": "El archivo comprimido pide una contraseña: volver a comprimirlo sin contraseña y "
    "enviarlo otra vez.",
    "unsupported_format": "Esta clase de archivo no se lee: enviar la planilla en Word o PDF.",
    "unsupported_format.ocr": "Es un escaneo o una foto, y no hay con qué leerlo: instalar «pip install "
    "planilla[ocr]».",
    "unsupported_format.heic": "Es una foto HEIC de iPhone: instalar «pip install planilla[heic]», o "
    "enviarla como JPEG.",
    "unsupported_format.doc-word6": "Es un documento de Word 95 o anterior, que no se lee: "
    "abrirlo con Word o LibreOffice, guardarlo como .docx y enviarlo otra vez.",
    "unsupported_format.xfa": "Es un formulario XFA de Adobe, que sólo Acrobat muestra: abrirlo en Acrobat, imprimirlo "
    "como PDF y enviar ese archivo.",
    "unsupported_format.picture": "Esta clase de archivo no tiene páginas que mostrar: sólo los PDF, los "
    "escaneos y las fotos.",
    "unsupported_format.security": "El PDF está protegido de una manera que no se lee: abrirlo, imprimirlo "
    "como PDF y enviar ese archivo.",
    "not_a_form": "Se puede leer, pero no es una planilla conocida.",
    "too_large": "El archivo supera el límite {limit} ({value}; se admite {allowed}). "
    "Si es de confianza, subir el límite con --limit {limit}=N.",
    "too_large.memory": "Leerlo pide más memoria que la admitida ({allowed} bytes). "
    "Si es de confianza, subir el límite con --limit memory=N.",
    "too_large.total_bytes": "Todo lo que contiene, descomprimido, supera el límite total_bytes ({allowed} bytes), "
    "y lo que faltaba no se leyó. Si es de confianza, subir el límite con --limit total_bytes=N.",
    "too_large.ratio": "Descomprimido ocuparía {value} veces más, como los archivos hechos para dañar (se "
    "admite {allowed}). Si es de confianza, subir el límite con --limit ratio=N.",
    "too_large.members": "El archivo comprimido contiene demasiadas cosas (se admiten {allowed}). Si es de "
    "confianza, subir el límite con --limit members=N.",
    "too_large.pages": "Tiene {value} páginas; se admiten {allowed}. Si es de confianza, subir el límite con "
    "--limit pages=N.",
    "too_large.pixels": "La imagen tiene {value} puntos; se admiten {allowed}. Enviarla más chica o, si es de "
    "confianza, subir el límite con --limit pixels=N.",
    "too_large.characters": "Tiene más texto del que se admite ({allowed} letras). Si es de confianza, subir "
    "el límite con --limit characters=N.",
    "timeout": "La lectura tardó más de lo admitido ({allowed} s). "
    "Si es de confianza, subir el límite con --limit seconds=N.",
    "duplicate": "Repite la planilla «{of}».",
}

ENGLISH = {
    "missing": "“{label}” is empty.",
    "label_not_found": "The sheet does not have “{label}”.",
    "no_mark": "No option of “{label}” is marked.",
    "multiple_marks": "More than one option of “{label}” is marked: {marked}.",
    "invalid_date": "“{text}” is not understood as a date: write day, month and year, such as 24/04/2020.",
    "ambiguous_date": "There is more than one date, or a period, in “{text}”: the first was taken.",
    "over_limit": "“{label}” has {words} words; the limit is {limit}.",
    "invalid_email": "“{text}” is not an e-mail address.",
    "invalid_phone": "“{text}” is not understood as a phone number: write it with its area code.",
    "invalid_url": "“{text}” is not the address of a web page.",
    "invalid_number": "“{text}” is not understood as a number in “{label}”.",
    "unknown_place": "The place “{text}” is not known.",
    "low_confidence": "“{label}” is worth a look: it may have been misread.",
    "low_confidence.several": "There is more than one answer in “{label}”: the first was taken.",
    "low_confidence.typo": "“{text}” seems to have a typing error in “{label}”: it was read as {value}.",
    "low_confidence.about": "“{text}” is approximate: {value} was taken.",
    "low_confidence.words": "Some words of “{text}” are not understood: {value} was taken.",
    "low_confidence.weekday": "That date falls on another day of the week: “{text}”.",
    "low_confidence.area_code": "“{text}” has no area code: that of the place was taken ({value}).",
    "low_confidence.country": "“{text}” is no number of that country: it was read as one of here.",
    "low_confidence.phone": "The number {value} does not seem to be in use: “{text}”.",
    "low_confidence.digits": "There is a number in “{label}”: “{text}”.",
    "low_confidence.link_target": "The link “{text}” leads to another address: {target}.",
    "low_confidence.wrapped": "“{text}” seems to be cut by a line's end.",
    "low_confidence.broken": "“{text}” seems to be an address with a slip.",
    "low_confidence.countries": "More than one country has a place called “{text}”: add the country.",
    "low_confidence.namesakes": "More than one place is called “{text}”: it was read as {value}.",
    "low_confidence.department": "“{text}” is a district: the town is missing.",
    "low_confidence.quarter": "“{text}” seems to be a quarter of the capital: it was read as {value}.",
    "low_confidence.decimal_mark": "“{text}” can be read in two ways: it was read as {value}.",
    "low_confidence.unit": "The unit of “{text}” is not known: {value} was taken.",
    "low_confidence.struck": "“{label}” has text struck out, which was left out.",
    "low_confidence.recognised": "“{label}” is worth a look: it was read from a poor picture.",
    "low_confidence.hyphen": "“{label}” has a word with a hyphen at the end of a line, which may be its own.",
    "low_confidence.faint": "The mark in “{label}” is worth a look: it is faint.",
    "low_confidence.between": "In “{label}” the mark stands between two options.",
    "low_confidence.set_apart": "“{label}” has no mark: the only option written in another way was taken.",
    "low_confidence.own_line": "In “{label}” the mark stands on a line of its own.",
    "low_confidence.located": "“{label}” is worth a look: the answer may be another.",
    "unreadable": "The file is damaged and can't be read: ask for it again.",
    "unreadable.empty": "The file is empty: ask for it again.",
    "unreadable.no_document": "The file looks like Word's, but there is no document in it: ask for it again.",
    "unreadable.cut": "The file is cut, and what is left of it holds no sheet: ask for it again.",
    "unreadable.zip": "The archive is damaged: ask for it again.",
    "unreadable.msg": "The Outlook message is damaged: ask for it again.",
    "unreadable.crash": "The file brought the reading down: it is damaged, or made to harm. "
    "Ask for it in another format.",
    "unreadable.internal": "The file could not be read ({why}): --debug shows more.",
    "unreadable.not_found": "There is no such file.",
    "unreadable.permission": "There is no permission to read the file.",
    "unreadable.special": "It is no ordinary file (a pipe, a socket or a device).",
    "unreadable.system": "The system does not let the file be read: {why}.",
    "unreadable.xml": "The document is damaged inside: ask for it again.",
    "unreadable.doctype": "The document brings definitions that no word processor writes, and is not opened: "
    "ask for it in another format.",
    "unreadable.depth": "The document has things within things beyond what can be followed: ask for it in "
    "another format.",
    "unreadable.ole": "The Office file is damaged: ask for it again, best as .docx.",
    "unreadable.doc": "The Word document is damaged: ask for it again, best as .docx.",
    "unreadable.rtf": "The RTF document is damaged: ask for it again, best as .docx.",
    "unreadable.pdf": "The PDF is damaged: ask for it again.",
    "unreadable.page": "The page of the PDF is damaged: ask for the file again.",
    "unreadable.image": "The picture is damaged: ask for it again.",
    "unreadable.p7m": "The signed message is damaged, or enciphered: ask for it again, neither signed nor enciphered.",
    "unreadable.tnef": "The attachment winmail.dat is damaged: ask for it again, not in Outlook's own format.",
    "encrypted": "The file needs a password: save it without one and send it again.",
    "encrypted.zip": "The archive needs a password: pack it without one and send it again.",
    "unsupported_format": "This kind of file is not read: send the sheet as Word or PDF.",
    "unsupported_format.ocr": "It is a scan or a photograph, and nothing here reads one: “pip install planilla[ocr]”.",
    "unsupported_format.heic": "It is an iPhone's HEIC photo: “pip install planilla[heic]”, or send it as JPEG.",
    "unsupported_format.doc-word6": "It is a document of Word 95 or older, which is not read: "
    "open it with Word or LibreOffice, save it as .docx and send it again.",
    "unsupported_format.xfa": "It is an Adobe XFA form, which only Acrobat shows: open it in Acrobat, print it to PDF "
    "and send that file.",
    "unsupported_format.picture": "This kind of file has no pages to show: only PDF, scans and photographs have.",
    "unsupported_format.security": "The PDF is protected in a way that is not read: open it, print it to PDF "
    "and send that file.",
    "not_a_form": "It can be read, but it is no known form.",
    "too_large": "The file is over the limit {limit} ({value}; {allowed} allowed). "
    "If it can be trusted, raise it with --limit {limit}=N.",
    "too_large.memory": "Reading it takes more memory than allowed ({allowed} bytes). "
    "If it can be trusted, raise the limit with --limit memory=N.",
    "too_large.total_bytes": "All that is in it, unpacked, is over the limit total_bytes ({allowed} bytes), "
    "and what was left was not read. If it can be trusted, raise the limit with --limit total_bytes=N.",
    "too_large.ratio": "Unpacked it would take {value} times the room, as files made to harm do ({allowed} "
    "allowed). If it can be trusted, raise the limit with --limit ratio=N.",
    "too_large.members": "The archive holds too many things ({allowed} allowed). If it can be trusted, raise "
    "the limit with --limit members=N.",
    "too_large.pages": "It has {value} pages; {allowed} are allowed. If it can be trusted, raise the limit "
    "with --limit pages=N.",
    "too_large.pixels": "The picture has {value} pixels; {allowed} are allowed. Send a smaller one or, if it "
    "can be trusted, raise the limit with --limit pixels=N.",
    "too_large.characters": "It has more text than allowed ({allowed} letters). If it can be trusted, raise "
    "the limit with --limit characters=N.",
    "timeout": "Reading took longer than allowed ({allowed} s). If it can be trusted, raise it with --limit seconds=N.",
    "duplicate": "Repeats the sheet “{of}”.",
}

CATALOGUES = {"es": SPANISH, "en": ENGLISH}


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def message(code: IssueCode, language: str = "es", reason: str = "", **blanks: object) -> str:
    """The sentence for an issue.

    >>> message(IssueCode.MISSING, label="Localización")
    '«Localización» está vacío.'
    >>> message(IssueCode.UNREADABLE, "en", reason="empty")
    'The file is empty: ask for it again.'
    """
    catalogue: Mapping[str, str] = CATALOGUES[language]
    template = catalogue.get(f"{code}.{reason}") or catalogue[str(code)]
    return template.format_map(_Blanks(blanks))
