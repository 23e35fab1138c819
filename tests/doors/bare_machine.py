"""A bare Debian 12 on which `docs/going-live.md` is followed to the letter, and then tried.

`python -m tests.doors.bare_machine` makes the machine by debootstrap, runs every block of the page
that is marked `followed`, with words of ours in place of its YOUR-WORDS, and uses what it ends with
from a network of its own. It needs root, and leaves nothing behind.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.deploy.certificates import Authority
from tests.doors.outside_world import (
    ADDRESS,
    LOGIN,
    MACHINE,
    MAIL,
    MAIL_PASSWORD,
    MAIL_USER,
    PEOPLE,
    SETTINGS,
    SITE,
    TEAMS,
)

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "going-live.md"
BLOCK = re.compile(
    r"^```sh followed(?P<online> online)?\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL
)
PASSWORD = "a-database-password"
SOURCE = "usr/src/golden-thread"
WORDS = {
    "YOUR-NAME": SITE,
    "YOUR-AUTHORITY": "/srv/authority",
    "YOUR-CERTIFICATE": "/srv/site",
    "YOUR-PASSWORD": PASSWORD,
    "YOUR-PEOPLE": "/srv/people",
    "YOUR-PARTNERSHIP": "north",
}
# What the machine's own start would do; here no system starts.
STARTED_WITH = ("pg_ctlcluster 15 main start",)
INIT = "systemctl"  # Debian's stand-in for systemd where there is none
# The stand-in gives Caddy no capability, as its unit asks for, so low ports are free to all.
LOW_PORTS = "/proc/sys/net/ipv4/ip_unprivileged_port_start"
NO_START = "#!/bin/sh\nexit 101\n"  # packages start no service while they are installed


@dataclass(frozen=True, slots=True)
class Block:
    """Shell lines of the page, with our words in them; `online`: they fetch packages."""

    lines: str
    online: bool


def blocks(page: str) -> list[Block]:
    """Return what is to be followed on a page, in its order."""
    return [
        Block(_in_our_words(found["lines"]), bool(found["online"]))
        for found in BLOCK.finditer(page)
    ]


def _in_our_words(lines: str) -> str:
    for theirs, ours in WORDS.items():
        lines = lines.replace(theirs, ours)
    return lines


def filled_in(sample: str, answers: Mapping[str, str]) -> str:
    """Return the settings as an administrator leaves them: each of the answers on its own line."""
    for name, value in answers.items():
        lines = re.findall(rf"^(?:# )?{name}=.*$", sample, re.MULTILINE)
        assert len(lines) == 1, name
        sample = sample.replace(lines[0], f"{name}={value}")
    return sample


@dataclass(frozen=True, slots=True)
class Machine:
    """A root folder with a Debian in it, in namespaces of its own; `holder` holds them open."""

    root: Path
    holder: int
    surroundings: Mapping[str, str]

    def follow(self, block: Block) -> None:
        """Run a block of the page; stop at the first line that fails."""
        for line in block.lines.splitlines():
            tell(f"  # {line}")
        done = self.run(block.lines, online=block.online)
        for line in done.stdout.splitlines()[-12:]:
            tell(f"  {line}")
        if done.returncode:
            logs = self.run("tail -n 20 /var/log/journal/*.log").stdout
            raise SystemExit(f"It did not go on:\n{done.stdout[-3000:]}\n{logs}")

    def run(self, lines: str, *, online: bool = False) -> "subprocess.CompletedProcess[str]":
        """Run lines of shell on the machine; `online`: in the network that has the registries."""
        inside = ("nsenter", f"--target={self.holder}", "--mount", "--pid")
        network = () if online else ("--net",)
        shell = ("chroot", str(self.root), "bash", "-euo", "pipefail", "-c", lines)
        return subprocess.run(
            (*inside, *network, *shell),
            env=dict(self.surroundings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def tell(line: str) -> None:
    """Print a line of the log."""
    print(line, flush=True)


@contextmanager
def bare_machine(root: Path) -> Generator[Machine]:
    """Make a bare Debian 12 in the folder, with a network that leads to the world alone."""
    made = (
        "debootstrap",
        "--variant=minbase",
        f"--include=ca-certificates,{INIT}",
        "bookworm",
        root,
    )
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    _write(root / "usr/sbin/policy-rc.d", NO_START, 0o755)
    _write(root / "etc/hosts", f"127.0.0.1 localhost {SITE}\n{ADDRESS} {LOGIN} {TEAMS} {MAIL}\n")
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    vouched = root / "usr/local/share/ca-certificates"
    for certificate in Path("/usr/local/share/ca-certificates").glob("*.crt"):
        shutil.copy(certificate, vouched)
    with _namespaces(root) as holder:
        machine = Machine(root, holder, _surroundings())
        machine.run("update-ca-certificates")
        yield machine


def _write(file: Path, text: str, mode: int = 0o644) -> None:
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)


def _surroundings() -> dict[str, str]:
    """Return an administrator's environment, with the way to the registries from here."""
    way = re.compile(r"(?i)pip_.*|(https?|no)_proxy")
    found = {name: value for name, value in os.environ.items() if way.fullmatch(name)}
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": path, "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive", **found}


@contextmanager
def _namespaces(root: Path) -> Generator[int]:
    """Hold namespaces of processes, mounts and network open; all that runs there ends with them."""
    apart = ("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child")
    proc = f"--mount-proc={root / 'proc'}"
    with subprocess.Popen((*apart, proc, "sleep", "infinity")) as parent:
        try:
            children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
            yield _soon(lambda: int(children.read_text()))
        finally:
            parent.kill()


def _soon(find: Callable[[], int]) -> int:
    for _ in range(200):
        try:
            return find()
        except ValueError:
            time.sleep(0.05)
    raise SystemExit("No namespace was made.")


class Outside:
    """The line to the world, which answers each order by one line."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.mail_port: int = self._answer()["mail"]

    def order(self, name: str) -> Mapping[str, Any]:
        """Give an order, and return the answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{name}\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> Mapping[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the world has ended"
        return json.loads(line)


@contextmanager
def outside(machine: Machine, folder: Path) -> Generator[Outside]:
    """Run the world in a network of its own, and lay a cable from the machine to it."""
    with ExitStack() as stack:
        apart = ("unshare", "--net", "sh", "-c", 'read -r _ && exec "$@"', "sh")
        command = (sys.executable, "-m", "tests.doors.outside_world", str(folder))
        pipe = subprocess.PIPE
        world = stack.enter_context(
            subprocess.Popen((*apart, *command), cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        )
        stack.callback(world.kill)
        time.sleep(1)
        _lay_cable(machine.holder, world.pid)
        assert world.stdin is not None
        world.stdin.write("go\n")
        world.stdin.flush()
        yield Outside(world)


def _lay_cable(machine: int, world: int) -> None:
    lines = (
        (machine, f"link add gt0 type veth peer name gt1 netns {world}"),
        *((machine, line) for line in _up("gt0", MACHINE)),
        *((world, line) for line in _up("gt1", ADDRESS)),
    )
    for process, line in lines:
        _in_network(process, "ip", *line.split())
    _in_network(machine, "sh", "-c", f"echo 0 > {LOW_PORTS}")


def _in_network(process: int, *command: str) -> None:
    subprocess.run(("nsenter", f"--target={process}", "--net", *command), check=True)


def _up(end: str, address: str) -> Iterable[str]:
    return ("link set lo up", f"addr add {address}/24 dev {end}", f"link set {end} up")


def bring_the_release(machine: Machine, folder: Path) -> None:
    """Put what an administrator brings where the page expects it: files, certificates, people."""
    source = machine.root / SOURCE
    source.mkdir(parents=True)
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, check=True, stdout=subprocess.PIPE)
    copy = f"tar --null -T - -cf - | tar -xf - -C '{source}'"
    subprocess.run(copy, shell=True, cwd=ROOT, check=True, input=listed.stdout)
    home = machine.root / "srv"
    for name in ("authority.crt", "site.crt", "site.key"):
        shutil.copy(folder / name, home)
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")


def fill_in_settings(machine: Machine, mail_port: int) -> None:
    """Edit the settings as the page says."""
    password = quote(MAIL_PASSWORD, safe="")
    answers = {
        **SETTINGS,
        "GT_PUBLIC_URL": f"https://{SITE}",
        "GT_DATABASE_URL": f"postgresql://golden_thread:{PASSWORD}@localhost/golden_thread",
        "GT_SMTP_URL": f"smtp://{MAIL_USER}:{password}@{MAIL}:{mail_port}",
    }
    file = machine.root / "etc/golden-thread/settings.env"
    file.write_text(filled_in(file.read_text(encoding="utf-8"), answers), encoding="utf-8")


def number_the_worker(machine: Machine) -> None:
    """Write out what systemd itself makes of a template: the stand-in for it knows none."""
    units = machine.root / "etc/systemd/system"
    template = (units / "golden-thread-worker@.service").read_text(encoding="utf-8")
    (units / "golden-thread-worker@1.service").write_text(template.replace("%i", "1"))


def write_certificates(folder: Path) -> None:
    """Write a council's authority, and what it has signed for this machine and the world."""
    authority = Authority()
    (folder / "authority.crt").write_text(authority.pem, encoding="utf-8")
    for name, hosts in {"site": (SITE,), "microsoft": (LOGIN, TEAMS), "mail": (MAIL,)}.items():
        authority.write(folder, name, *hosts)


def follow_the_page(machine: Machine, world: Outside) -> None:
    """Run every block of the page that is to be followed, in its order."""
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        machine.follow(block)
        if block.online:
            for line in STARTED_WITH:
                machine.follow(Block(line, online=False))
        if "settings.env" in block.lines:
            fill_in_settings(machine, world.mail_port)
        if "/etc/systemd/system/" in block.lines:
            number_the_worker(machine)


def try_it(world: Outside) -> None:
    """Use from outside what the page ends with; print what was seen, and fail if it is wrong."""
    page = world.order("page")
    _holds("a family's phone gets a page and its style sheet", page, page["style"] == 200)
    hidden = world.order("hidden")
    _holds("figures are not for the world", hidden, set(hidden.values()) == {404})
    forged = world.order("forge")
    _holds("a forged token is refused", forged, forged["status"] == 401)
    written = world.order("write")
    bears = [one["token"].startswith("Bearer opaque-") for one in written["answers"]]
    _holds("a lead is answered in Teams", written, written["status"] < 300 and all(bears))
    mails = world.order("mails")["mails"]
    secured = [one["secured"] for one in mails]
    _holds("the test alert comes by e-mail", {"mails": mails}, bool(secured) and all(secured))


def _holds(what: str, seen: Mapping[str, Any], holds: bool) -> None:
    tell(f"{'✓' if holds else '✗'} {what}: {json.dumps(seen)[:300]}")
    if not holds:
        raise SystemExit(1)


def main() -> None:
    """Make the machine, follow the page, try what it ends with, and throw the machine away."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("It was stopped."))  # so that all is undone
    with tempfile.TemporaryDirectory(prefix="gt-bare-", ignore_cleanup_errors=True) as directory:
        folder = Path(directory)
        write_certificates(folder)
        tell("A bare Debian 12 is made ...")
        with bare_machine(folder / "root") as machine, outside(machine, folder) as world:
            bring_the_release(machine, folder)
            follow_the_page(machine, world)
            try_it(world)
    tell("docs/going-live.md ends with a production that serves.")


if __name__ == "__main__":
    main()
