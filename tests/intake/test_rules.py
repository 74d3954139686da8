from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass, field

import pytest
from outlook_file import attachment, attribute, msg_file, properties, storage, tnef_attachment, tnef_file

from ingest.errors import FileProblem, NotAForm, Unreadable, UnsupportedFormat
from ingest.intake.ignored import Reason
from ingest.intake.part import Part
from ingest.intake.rules import Desk, results_of
from ingest.limits import MB, Limits
from schema.form import parse_form
from schema.record import record_model
from schema.result import Issue, Result, Severity, Source, Status

FORM = parse_form(
    """
    id = "corta"
    title = "Planilla corta"
    language = "es"
    [[field]]
    key = "lugar"
    label = "Lugar:"
    kind = "text"
    need = "required"
    [[field]]
    key = "temas"
    label = "Temas:"
    kind = "list"
    need = "optional"
    """
)


def reject(part: Part, problem: FileProblem, format: str | None) -> Result:
    issue = Issue(problem.code, None, Severity.ERROR, str(problem), dict(problem.detail))
    return Result(Source(part.path, part.member, 1, "", format, part.sender, part.received), None, Status.REJECTED,
                  issues=(issue,))  # fmt: skip


def extract(part: Part) -> list[Result]:
    """Sheets as short as can be: ``lugar=Goya; temas=a, b``, one a line; CUT can't be read."""
    text = part.data.decode("utf-8", "replace").replace("<p>", "\n")
    if "CUT" in text:
        return [reject(part, Unreadable("cut"), None)]
    if text.startswith("\0"):
        return [reject(part, UnsupportedFormat("binary"), None)]
    results = []
    for line in text.splitlines():
        if line.lstrip("> ").startswith("lugar="):
            place, _, topics = line.lstrip("> ").removeprefix("lugar=").partition("; temas=")
            record = record_model(FORM)(lugar=place or None, temas=[item for item in topics.split(", ") if item])
            error = Issue("missing", "lugar", Severity.ERROR, "", {})  # type: ignore[arg-type]
            results.append(
                Result(
                    Source(part.path, part.member, len(results) + 1, part.sha256, "txt", part.sender, part.received),
                    FORM.id,
                    Status.COMPLETE if place else Status.INCOMPLETE,
                    record,
                    () if place else (error,),
                )  # fmt: skip
            )
    return results or [reject(part, NotAForm(), None)]


@dataclass
class Read:
    limits: Limits = field(default_factory=Limits)
    skipped: list[tuple[str | None, Reason]] = field(default_factory=list)
    failed: list[Exception] = field(default_factory=list)

    def __call__(self, data: bytes, path: str = "in") -> list[tuple[str | None, str]]:
        """Member and place (or the code of the rejection) of each result."""
        self.results = list(results_of(path, data, self.desk))
        return [
            (item.source.member, item.record.lugar if item.record is not None else str(item.issues[0].code))  # type: ignore[attr-defined]
            for item in self.results
        ]

    @property
    def desk(self) -> Desk:
        return Desk(
            extract, reject, self.limits, lambda _, member, reason: self.skipped.append((member, reason)),
            lambda *details: self.failed.append(details[-1]),
        )  # fmt: skip


@pytest.fixture
def read() -> Read:
    return Read()


def part(content: bytes, name: str = "", kind: str = "text/plain", disposition: str = "attachment") -> bytes:
    named = f'Content-Disposition: {disposition}; filename="{name}"\n' if name else ""
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: base64\n{named}\n"
    return head.encode() + base64.encodebytes(content)


def mail(*parts: bytes, sender: str = "ana@example.org", day: int = 25, kind: str = "mixed", edge: str = "b") -> bytes:
    head = (
        f"From: <{sender}>\nDate: {day} Apr 2020 10:00:00 -0300\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/{kind}; boundary={edge}\n\n"
    )
    return (
        head.encode()
        + b"".join(b"--" + edge.encode() + b"\n" + item + b"\n" for item in parts)
        + (f"--{edge}--\n".encode())
    )


def forward(message: bytes, name: str = "") -> bytes:
    named = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
    return f"Content-Type: message/rfc822\n{named}\n".encode() + message


def archive(entries: dict[str, bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return box.getvalue()


def mailbox(*messages: bytes) -> bytes:
    return b"".join(b"From a@example.org Sat Apr 25 10:11:11 2020\n" + message + b"\n" for message in messages)


HELLO, GOYA, LUJAN, NOTES, CUT = b"Estimados:", b"lugar=Goya", "lugar=Luján".encode(), b"Factura", b"CUT"

# -- plain files -------------------------------------------------------------------------------------


def test_a_plain_file_has_no_member(read: Read) -> None:
    assert read(GOYA) == [(None, "Goya")]
    assert read(NOTES) == [(None, "not_a_form")]
    assert read(b"\0" * 9 + b"x") == [(None, "unsupported_format")]


def test_a_saved_page_is_a_plain_file(read: Read) -> None:
    html = b"Content-Type: text/html\n\n<p>lugar=Goya"
    page = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n" + html + b"\n--b--"
    assert read(page) == [(None, "Goya")]


# -- which parts give what ---------------------------------------------------------------------------


def test_parts_that_are_no_sheet_give_nothing_beside_one_that_is(read: Read) -> None:
    data = mail(part(HELLO), part(GOYA, "planilla.txt"), part(NOTES, "factura.txt"), part(b"BEGIN:VCARD", "ana.vcf"))
    assert read(data) == [("planilla.txt", "Goya")]
    assert read.skipped == [("body", Reason.NO_SHEET), ("factura.txt", Reason.NO_SHEET), ("ana.vcf", Reason.CONTACT)]


def test_a_message_without_any_sheet_is_one_rejection(read: Read) -> None:
    assert read(mail(part(HELLO), part(NOTES, "factura.txt"), part(b"\0x", "a.xls"))) == [(None, "not_a_form")]
    assert read.results[0].source.sender == "ana@example.org"
    assert read.results[0].source.format == "eml"


def test_a_part_that_cannot_be_read_always_says_so(read: Read) -> None:
    assert read(mail(part(HELLO), part(CUT, "a.pdf"))) == [("a.pdf", "unreadable")]
    assert read(mail(part(GOYA, "b.txt"), part(CUT, "a.pdf"))) == [("b.txt", "Goya"), ("a.pdf", "unreadable")]


def test_an_empty_archive_is_no_form(read: Read) -> None:
    assert read(archive({})) == [(None, "not_a_form")]
    assert read(archive({"__MACOSX/._a.txt": GOYA, "~$a.docx": GOYA})) == [(None, "not_a_form")]
    assert read.skipped == [("__MACOSX/._a.txt", Reason.SYSTEM_FILE), ("~$a.docx", Reason.LOCK_FILE)]


def test_a_damaged_archive_in_a_good_one(read: Read) -> None:
    inner = archive({"a.txt": GOYA})
    assert read(archive({"a.txt": GOYA, "b.zip": inner[:-30]})) == [("a.txt", "Goya"), ("b.zip", "unreadable")]


def test_a_small_picture_is_not_read(read: Read) -> None:
    logo = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\xdc\0\0\0\x50"
    assert read(archive({"logo.png": logo, "a.txt": GOYA})) == [("a.txt", "Goya")]
    assert read.skipped == [("logo.png", Reason.PICTURE)]


# -- names -------------------------------------------------------------------------------------------


def test_names_given_twice_or_not_at_all(read: Read) -> None:
    data = mail(part(HELLO), part(GOYA, "a.txt"), part(LUJAN, "a.txt"), part(GOYA, kind="application/msword"))
    assert [member for member, _ in read(data)] == ["a.txt", "a.txt (2)", "part-4"]


def test_paths_inside_containers(read: Read) -> None:
    inner = mail(part(archive({"carpeta/a.txt": GOYA}), "todo.zip"), sender="luis@example.org", day=20, edge="c")
    assert read(mail(part(HELLO), forward(inner, "RV Planilla.eml"))) == [
        ("RV Planilla.eml/todo.zip/carpeta/a.txt", "Goya")
    ]
    assert read.results[0].source.sender == "luis@example.org"
    assert read.results[0].source.received == "2020-04-20T10:00:00-03:00"


def test_names_are_for_showing_only(read: Read) -> None:
    assert read(archive({"../../etc/passwd": GOYA})) == [("../../etc/passwd", "Goya")]
    assert read(mail(part(HELLO), part(GOYA, "/etc/passwd"))) == [("/etc/passwd", "Goya")]


# -- mailboxes ---------------------------------------------------------------------------------------


def test_each_message_of_a_mailbox_stands_for_itself(read: Read) -> None:
    data = mailbox(mail(part(HELLO), part(GOYA, "a.txt")), mail(part(NOTES)), mail(part(LUJAN), sender="l@example.org"))
    assert read(data) == [("1/a.txt", "Goya"), ("2", "not_a_form"), ("3/body", "Luján")]
    assert [item.source.sender for item in read.results] == ["ana@example.org", "ana@example.org", "l@example.org"]


def test_a_mailbox_in_an_archive(read: Read) -> None:
    data = archive({"correo.mbox": mailbox(mail(part(GOYA)), mail(part(NOTES))), "b.txt": NOTES})
    assert read(data) == [("correo.mbox/1/body", "Goya"), ("correo.mbox/2", "not_a_form")]


def test_one_message_saved_with_a_mailboxs_line(read: Read) -> None:
    assert read(mailbox(mail(part(GOYA))), "a.eml") == [("body", "Goya")]
    assert read(mailbox(mail(part(GOYA))), "a.mbox") == [("1/body", "Goya")]


# -- bodies ------------------------------------------------------------------------------------------


def test_a_sheet_in_the_body(read: Read) -> None:
    assert read(mail(part(GOYA))) == [("body", "Goya")]
    assert read(b"From: a@example.org\nMessage-ID: <1@example.org>\n\nlugar=Goya\n") == [("body", "Goya")]


def test_the_forms_of_a_body_are_one_sheet(read: Read) -> None:
    html, plain = part(b"<p>lugar=Goya; temas=a", kind="text/html"), part(b"lugar=Goya")
    assert read(mail(plain, html, kind="alternative")) == [("body", "Goya")]
    assert read.results[0].record.temas == ["a"]  # type: ignore[union-attr]


def test_the_form_of_a_body_that_says_more_counts(read: Read) -> None:
    html, plain = part(b"<p>lugar=", kind="text/html"), part(GOYA)
    assert read(mail(plain, html, kind="alternative")) == [("body", "Goya")]
    picture = part(b"<p>ver el texto", kind="text/html")
    assert read(mail(plain, picture, kind="alternative")) == [("body", "Goya")]


def test_a_body_that_begins_like_a_mail_is_a_text(read: Read) -> None:
    quoted = b"From: Luis <luis@example.org>\nDate: Mon, 20 Apr 2020 10:00:00 -0300\nMIME-Version: 1.0\n\nlugar=Goya"
    assert read(mail(part(quoted))) == [("body", "Goya")]
    assert read.results[0].source.sender == "ana@example.org"


def test_html_that_is_declared_plain_and_the_other_way_round(read: Read) -> None:
    formats: list[str | None] = []

    def keep(item: Part) -> list[Result]:
        formats.append(item.format)
        return extract(item)

    desk = Desk(keep, reject, Limits())
    list(results_of("in", mail(part(b"<html><p>lugar=Goya")), desk))
    list(results_of("in", mail(part(GOYA, kind="text/html")), desk))
    assert formats == ["html", "txt"]


QUOTES = [
    ("word for word", "lugar=Luján; temas=a, b", True),
    ("quoted, other quotation marks, other blanks", "> lugar=“Luján”; temas=a, b", True),
    ("less of it", "lugar=Luján", True),
    ("another answer", "lugar=Goya; temas=a, b", False),
    ("one item more", "lugar=Luján; temas=a, b, c", False),
]


@pytest.mark.parametrize(("text", "same"), [case[1:] for case in QUOTES], ids=[case[0] for case in QUOTES])
def test_a_body_that_quotes_the_attached_sheet_is_that_sheet(read: Read, text: str, same: bool) -> None:
    sheet = 'lugar="Luján"; temas=a, b' if "“" in text else "lugar=Luján; temas=a, b"
    members = [member for member, _ in read(mail(part(text.encode()), part(sheet.encode(), "a.txt")))]
    assert members == (["a.txt"] if same else ["body", "a.txt"])
    assert ((("body", Reason.QUOTED)) in read.skipped) is same


def test_a_body_that_quotes_the_body_of_an_attached_message(read: Read) -> None:
    inner = mail(part(GOYA), sender="luis@example.org", edge="c")
    assert read(mail(part(b"> lugar=Goya"), forward(inner, "RV.eml"))) == [("RV.eml/body", "Goya")]


def test_bodies_of_two_messages_in_an_archive_do_not_quote_each_other(read: Read) -> None:
    data = archive({"1.eml": mail(part(GOYA, "a.txt")), "2.eml": mail(part(GOYA))})
    assert read(data) == [("1.eml/a.txt", "Goya"), ("2.eml/body", "Goya")]


def test_a_blank_body_says_nothing(read: Read) -> None:
    assert read(mail(part(b" \r\n"), part(GOYA, "a.txt"))) == [("a.txt", "Goya")]
    assert read.skipped == []


# -- Outlook -----------------------------------------------------------------------------------------


def test_an_outlook_message_and_the_message_in_it(read: Read) -> None:
    inner = {**storage({0x5D02: "luis@example.org", 0x1000: "lugar=Goya"}, header=24)}
    data = msg_file(storage({0x5D02: "ana@example.org", 0x1000: "Va:"}), attachment(inner, "RV Planilla"))
    assert read(data) == [("RV Planilla/body", "Goya")]
    assert read.results[0].source.sender == "luis@example.org"


def test_winmail_dat_is_more_of_its_message(read: Read) -> None:
    text = attribute(1, 0x00069003, properties((0x1000, 0x1E, GOYA), (0x0065, 0x1E, b"x@example.net\0")))
    winmail = tnef_file(text, tnef_attachment("b.txt", LUJAN))
    data = mail(part(GOYA), part(winmail, "winmail.dat", "application/ms-tnef"))
    assert read(data) == [("body", "Goya"), ("winmail.dat/b.txt", "Luján")]
    assert {item.source.sender for item in read.results} == {"ana@example.org"}


def test_the_text_of_winmail_dat_counts_where_the_mail_has_none(read: Read) -> None:
    winmail = tnef_file(attribute(1, 0x00069003, properties((0x1000, 0x1E, GOYA))))
    assert read(mail(part(b""), part(winmail, "winmail.dat"))) == [("body", "Goya")]


# -- limits ------------------------------------------------------------------------------------------


def bomb(size: int) -> bytes:
    return archive({"a.txt": bytes(size)})


def test_a_part_over_its_limit_is_refused_alone(read: Read) -> None:
    read.limits = Limits(part_bytes=1000)
    data = archive({"a.txt": bytes(range(256)) * 4, "b.txt": GOYA})
    assert read(data) == [("a.txt", "too_large"), ("b.txt", "Goya")]
    assert read.results[0].issues[0].detail["limit"] == "part_bytes"


def test_a_bomb_is_not_unpacked(read: Read) -> None:
    data = archive({"a.txt": bytes(20 * MB), "b.txt": GOYA})
    assert read(data) == [("a.txt", "too_large"), ("b.txt", "Goya")]
    assert read.results[0].issues[0].detail["limit"] == "ratio"


def test_bombs_in_bombs_end_as_one_rejection(read: Read) -> None:
    data = bomb(40 * MB)
    for _ in range(5):
        data = archive({f"{number}.zip": data for number in range(10)})
    assert read(data) == [(None, "too_large")]
    assert read.results[0].issues[0].detail["limit"] == "total_bytes"


def test_sheets_found_before_the_budget_is_used_up_are_kept(read: Read) -> None:
    read.limits = Limits(total_bytes=3000)
    data = archive({"a.txt": GOYA, "b.txt": NOTES * 200, "c.txt": NOTES * 300, "d.txt": LUJAN})
    assert read(data) == [("a.txt", "Goya"), (None, "too_large")]


def test_containers_too_deep_in_each_other(read: Read) -> None:
    read.limits = Limits(depth=3)
    data = archive({"a.txt": GOYA})
    for _ in range(3):
        data = archive({"x.zip": data})
    assert read(data) == [("x.zip/x.zip/x.zip/a.txt", "Goya")]
    assert read(archive({"x.zip": data})) == [("x.zip/x.zip/x.zip/x.zip", "too_large")]


def test_too_many_parts_all_together(read: Read) -> None:
    read.limits = Limits(members=20)
    inner = archive({f"{number}.txt": NOTES for number in range(15)})
    assert read(archive({"a.zip": inner, "b.zip": inner})) == [(None, "too_large")]


def test_mailboxes_in_archives_share_the_budget(read: Read) -> None:
    read.limits = Limits(members=20)
    messages = mailbox(*[mail(part(NOTES, "a.txt"), part(NOTES, "b.txt")) for _ in range(15)])
    assert read(archive({"a.mbox": messages}))[-2:] == [("a.mbox/9", "not_a_form"), (None, "too_large")]
    assert len(read(messages)) == 15


# -- what should not happen --------------------------------------------------------------------------


def test_a_container_that_breaks_its_reader_is_unreadable(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setitem(__import__("ingest.intake.rules", fromlist=["OPENERS"]).OPENERS, "msg", broken)
    data = archive({"a.msg": msg_file(storage({})), "b.txt": GOYA})
    assert read(data) == [("a.msg", "unreadable"), ("b.txt", "Goya")]
    assert [type(error) for error in read.failed] == [KeyError]
