from __future__ import annotations

import os
import pwd
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ingest.intake.fetch import Account, FetchError, Security, fetch, find_password, parse_url
from ingest.limits import Limits

URLS = [
    ("imap://ana@example.org", Account("ana", "example.org", 993, "INBOX", Security.TLS)),
    ("imaps://ana@example.org:1993/", Account("ana", "example.org", 1993, "INBOX", Security.TLS)),
    ("imap://ana@example.org:143/INBOX", Account("ana", "example.org", 143, "INBOX", Security.STARTTLS)),
    (
        "imap://ana%40x.org@example.org/A%C3%B1o/2020",
        Account("ana@x.org", "example.org", 993, "Año/2020", Security.TLS),
    ),
    ("imap://ana@x.org@example.org", Account("ana@x.org", "example.org", 993, "INBOX", Security.TLS)),
]


@pytest.mark.parametrize(("url", "account"), URLS)
def test_addresses(url: str, account: Account) -> None:
    assert parse_url(url) == account


@pytest.mark.parametrize(
    "url", ["example.org", "http://ana@example.org", "imap://example.org", "imap://a@b:x/", "imap://"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(FetchError):
        parse_url(url)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(FetchError) as raised:
        parse_url("imap://ana:secreto@example.org/")
    assert "secreto" not in str(raised.value) and "PLANILLA_IMAP_PASSWORD" in str(raised.value)


def test_where_the_password_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    account = parse_url("imap://nobody-known@host.invalid")
    monkeypatch.delenv("PLANILLA_IMAP_PASSWORD", raising=False)
    assert (
        find_password(account, lambda prompt: f"typed at {prompt}")
        == "typed at Password of nobody-known@host.invalid: "
    )
    monkeypatch.setenv("PLANILLA_IMAP_PASSWORD", "from the environment")
    assert find_password(account, lambda prompt: "typed") == "from the environment"


# -- a real server on loopback -----------------------------------------------------------------------

CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
mail_location = maildir:{home}/mail/%u
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 0
first_valid_gid = 0
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
passdb {{
  driver = static
  args = password=clave
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
}}
"""


@dataclass
class Server:
    home: Path
    tls: int
    plain: int

    @property
    def certificate(self) -> Path:
        return self.home / "cert.pem"

    def url(self, folder: str = "INBOX") -> str:
        return f"imaps://ana@localhost:{self.tls}/{folder}"

    def deliver(self, text: str, day: int, folder: str = "") -> None:
        """Put a message into the user's Maildir, as if it had come that day of April 2020."""
        box = self.home / "mail/ana" / folder
        for name in ("cur", "new", "tmp"):
            (box / name).mkdir(parents=True, exist_ok=True)
        path = box / "new" / f"{time.time_ns()}.test"
        path.write_text(f"From: luis@example.org\r\nSubject: {text}\r\n\r\n{text}\r\n", newline="")
        came = time.mktime((2020, 4, day, 12, 0, 0, 0, 0, -1))
        os.utime(path, (came, came))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    dovecot = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
    if not dovecot or not shutil.which("openssl"):
        pytest.skip("needs Debian's dovecot-imapd and openssl")
    if os.geteuid() != 0:
        pytest.skip("dovecot is started as root")
    pytest.importorskip("imap_tools")
    home = Path(subprocess.check_output(["mktemp", "-d", "/tmp/dovecot.XXXXXX"], text=True).strip())
    home.chmod(0o755)
    server = Server(home, free_port(), free_port())
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost", "-keyout", str(home / "key.pem"), "-out", str(server.certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    user = pwd.getpwnam("dovecot")
    (home / "mail").mkdir()
    os.chown(home / "mail", user.pw_uid, user.pw_gid)
    (home / "dovecot.conf").write_text(
        CONFIGURATION.format(home=home, tls=server.tls, plain=server.plain, user="dovecot", group="dovecot")
    )
    process = subprocess.Popen([dovecot, "-F", "-c", str(home / "dovecot.conf")], stderr=subprocess.PIPE)
    try:
        wait_for(server.tls, process, home)
        yield server
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(home, ignore_errors=True)


def wait_for(port: int, process: subprocess.Popen[bytes], home: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError((process.stderr.read() if process.stderr else b"").decode())
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError((home / "log").read_text())


@pytest.fixture
def box(server: Server) -> Iterator[Server]:
    """The server with three messages, of 10, 20 and 30 April, and nothing else."""
    shutil.rmtree(server.home / "mail/ana", ignore_errors=True)
    for text, day in (("uno", 10), ("dos", 20), ("tres", 30)):
        server.deliver(text, day)
    own(server)
    yield server


def own(server: Server) -> None:
    subprocess.run(["chown", "-R", "dovecot:dovecot", str(server.home / "mail")], check=True)


def subjects(folder: Path) -> list[str]:
    return [path.read_text().partition("Subject: ")[2].partition("\n")[0] for path in sorted(folder.glob("*.eml"))]


def get(server: Server, folder: Path, since: date | None = None, **more: object) -> int:
    count, _ = fetch(parse_url(server.url()), "clave", folder, since, certificates=server.certificate, **more)  # type: ignore[arg-type]
    return count


def test_messages_are_saved_as_they_are_once(box: Server, tmp_path: Path) -> None:
    assert get(box, tmp_path) == 3
    assert subjects(tmp_path) == ["uno", "dos", "tres"]
    first = min(tmp_path.glob("*.eml"))
    assert first.read_bytes() == b"From: luis@example.org\r\nSubject: uno\r\n\r\nuno\r\n"
    assert first.stat().st_mode & 0o777 == 0o600
    assert get(box, tmp_path) == 0
    box.deliver("cuatro", 30)
    own(box)
    first.unlink()  # what was taken away on purpose does not come back
    assert get(box, tmp_path) == 1
    assert subjects(tmp_path) == ["dos", "tres", "cuatro"]


def test_messages_since_a_day_and_later_those_before(box: Server, tmp_path: Path) -> None:
    assert get(box, tmp_path, date(2020, 4, 20)) == 2
    assert get(box, tmp_path) == 1
    assert subjects(tmp_path) == ["uno", "dos", "tres"]


def test_nothing_changes_on_the_server(box: Server, tmp_path: Path) -> None:
    get(box, tmp_path)
    names = [path.name for path in (box.home / "mail/ana").glob("*/*.test*")]
    assert len(names) == 3 and not any(name.partition(":2,")[2].replace("R", "") for name in names)


def test_a_fetch_that_was_cut_off_goes_on(box: Server, tmp_path: Path) -> None:
    def pull_the_plug(path: Path) -> None:
        if len(list(tmp_path.glob("*.eml"))) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        get(box, tmp_path, saved=pull_the_plug)
    assert get(box, tmp_path) == 1
    assert subjects(tmp_path) == ["uno", "dos", "tres"]


def test_a_folder_that_was_made_anew_is_fetched_anew(box: Server, tmp_path: Path) -> None:
    get(box, tmp_path)
    shutil.rmtree(box.home / "mail/ana")
    time.sleep(1.1)  # the server takes the second for its UIDVALIDITY
    box.deliver("otra", 30)
    own(box)
    assert get(box, tmp_path) == 1
    assert sorted(subjects(tmp_path)) == ["dos", "otra", "tres", "uno"]


def test_a_message_over_the_limit_is_named(box: Server, tmp_path: Path) -> None:
    box.deliver("x" * 5000, 30)
    own(box)
    count, refused = fetch(
        parse_url(box.url()), "clave", tmp_path, limits=Limits(file_bytes=1000), certificates=box.certificate
    )
    assert count == 3 and len(refused) == 1 and "--limit file_bytes=" in refused[0]


def test_another_folder_with_an_odd_name(box: Server, tmp_path: Path) -> None:
    box.deliver("en otra", 10, ".A&APE-o 2020")
    own(box)
    account = parse_url(box.url("A%C3%B1o%202020"))
    assert fetch(account, "clave", tmp_path, certificates=box.certificate)[0] == 1
    assert [path.name.rpartition("-")[0].rpartition("-")[0] for path in tmp_path.glob("*.eml")] == ["Año_2020"]


def test_starttls(box: Server, tmp_path: Path) -> None:
    account = parse_url(f"imap://ana@localhost:{box.plain}/INBOX")
    assert account.security is Security.STARTTLS
    assert fetch(account, "clave", tmp_path, certificates=box.certificate)[0] == 3


def test_a_certificate_that_nobody_vouches_for(box: Server, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no safe connection"):
        fetch(parse_url(box.url()), "clave", tmp_path)
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED


def test_refusals_in_clear_words(box: Server, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="password"):
        fetch(parse_url(box.url()), "otra", tmp_path, certificates=box.certificate)
    with pytest.raises(FetchError, match="no folder 'Nada'"):
        fetch(parse_url(box.url("Nada")), "clave", tmp_path, certificates=box.certificate)
    with pytest.raises(FetchError, match="localhost"):
        fetch(parse_url(f"imaps://ana@localhost:{free_port()}/"), "clave", tmp_path)
