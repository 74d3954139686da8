from __future__ import annotations

import base64

from ingest.intake.eml import open_message, saved_page
from ingest.intake.ignored import Reason
from ingest.intake.tree import Attachment, Body, Entry, Ignored

PDF = b"%PDF-1.4 " + bytes(range(256))


def entries(message: bytes) -> list[Entry]:
    return list(open_message(message).entries)


def mixed(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    return (
        b"From: Ana <ana@example.org>\nDate: Sat, 25 Apr 2020 10:11:12 -0300\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/" + kind + b"; boundary=b\n\n" + b"".join(b"--b\n" + part + b"\n" for part in parts)
        + b"--b--\n"
    )  # fmt: skip


def attached(name: bytes, data: bytes = PDF, kind: bytes = b"application/pdf", more: bytes = b"") -> bytes:
    return (
        b"Content-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n" + more
        + b"Content-Disposition: attachment; filename=" + name + b"\n\n" + base64.encodebytes(data)
    )  # fmt: skip


def test_sender_and_date() -> None:
    message = open_message(mixed(b"\nHola"))
    assert (message.sender, message.received) == ("ana@example.org", "2020-04-25T10:11:12-03:00")


def test_an_attachment_comes_with_its_name_and_number() -> None:
    body, attachment = entries(mixed(b"\nHola", attached(b'"planilla.pdf"')))
    assert isinstance(body, Body) and [form.data for form in body.forms] == [b"Hola"]
    assert isinstance(attachment, Attachment)
    assert (attachment.name, attachment.number, attachment.read()) == ("planilla.pdf", 2, PDF)


def test_the_forms_of_a_text_are_one_body_the_richest_first() -> None:
    html = b"Content-Type: text/html; charset=utf-8\n\n<p>Hola"
    plain = b"Content-Type: text/plain; charset=iso-8859-1; format=flowed; delsp=yes\n\nHola"
    [body] = entries(mixed(plain, html, kind=b"alternative"))
    assert isinstance(body, Body)
    assert [(form.format, form.charset, form.flowed, form.without_blank) for form in body.forms] == [
        ("html", "utf-8", False, False),
        ("txt", "iso-8859-1", True, True),
    ]


def test_texts_side_by_side_are_bodies_of_their_own() -> None:
    first, second = entries(mixed(b"\nuno", b"\ndos"))
    assert isinstance(first, Body) and isinstance(second, Body)


def test_a_text_with_a_file_name_is_an_attachment() -> None:
    inline = b'Content-Type: text/plain; charset=utf-8\nContent-Disposition: inline; filename="a.txt"\n\nHola'
    _, attachment = entries(mixed(b"\nHola", inline))
    assert isinstance(attachment, Attachment) and (attachment.name, attachment.charset) == ("a.txt", "utf-8")


def test_a_name_in_the_content_type_counts() -> None:
    [attachment] = entries(b"Content-Type: application/pdf; name=a.pdf\n\n" + PDF)
    assert isinstance(attachment, Attachment) and attachment.name == "a.pdf" and attachment.read() == PDF


def test_base64_that_the_header_forgot() -> None:
    part = b"Content-Type: application/pdf; name=a.pdf\n\n" + base64.encodebytes(PDF)
    [attachment] = entries(mixed(part))
    assert isinstance(attachment, Attachment) and attachment.read() == PDF


def test_uuencoded_files_stand_beside_the_text() -> None:
    message = b"Subject: x\n\nVa:\nbegin 644 a.txt\n$1V]Y80``\n`\nend\nSaludos\n"
    body, attachment = entries(message)
    assert isinstance(body, Body) and body.forms[0].data == b"Va:\nSaludos\n"
    assert isinstance(attachment, Attachment) and (attachment.name, attachment.read()) == ("a.txt", b"Goya")


def test_reports_and_parts_elsewhere_are_passed_over() -> None:
    report = b"Content-Type: message/delivery-status\n\nReporting-MTA: x"
    elsewhere = b"Content-Type: message/external-body; access-type=URL; URL=http://example.org/\n\n"
    found = entries(mixed(report, elsewhere))
    assert [item.reason for item in found if isinstance(item, Ignored)] == [Reason.REPORT, Reason.ELSEWHERE]


def test_an_attached_message_keeps_its_bytes() -> None:
    inner = b"From: Luis <luis@example.org>\nSubject: x\n\nHola\n>From here\n"
    part = b'Content-Type: message/rfc822\nContent-Disposition: attachment; filename="RV.eml"\n\n' + inner
    [attachment] = entries(mixed(part))
    assert isinstance(attachment, Attachment) and attachment.read() == inner


def test_the_first_of_two_content_types_counts() -> None:
    message = b"Content-Type: multipart/mixed; boundary=b\nContent-type: text/plain\n\n--b\n\nuno\n--b--"
    [body] = entries(message)
    assert isinstance(body, Body) and body.forms[0].data == b"uno"


def test_a_saved_page_is_its_html() -> None:
    page = (
        b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        b"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<p>A=C3=B1o\n"
        b"--b\nContent-Type: image/png\n\nPNG\n--b--"
    )
    found = saved_page(page)
    assert found is not None and (found.data, found.charset) == ("<p>Año".encode(), "utf-8")
