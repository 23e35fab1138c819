"""The image and compose.yaml: linted, and hardened where that can be read from them."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

from bot.settings import SECRETS, Settings

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("migrate", "serve", "worker")
LINES = "{extends: default, rules: {line-length: {max: 130}, document-start: disable, braces: {}}}"


def programs(name: str) -> Path:
    return Path(sys.executable).parent / name


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    done = subprocess.run(
        (programs("hadolint"), ROOT / "Dockerfile"), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_is_built_from_what_the_wheel_is_made_of_and_the_builder_gets_no_more() -> None:
    copied = set(re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE))
    sources = {name for line in copied for name in line.split()}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (packed,) = re.findall(r"^only-include = \[(.+)\]$", project, re.MULTILINE)
    beside = {"pyproject.toml", "requirements.lock", "README.md", "LICENSE"}
    assert sources == set(re.findall(r'"([^"]+)"', packed)) | beside
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[1] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == sources


def test_the_image_runs_as_an_ordinary_user_says_whether_it_lives_and_can_be_reached() -> None:
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER [1-9]\d+$", last, re.MULTILINE)
    assert "/healthz" in last.split("HEALTHCHECK")[1].splitlines()[1]
    assert last.strip().endswith('CMD ["serve", "--host", "0.0.0.0"]')
    assert "PASSWORD" not in DOCKERFILE
    assert "SECRET" not in DOCKERFILE


def test_the_images_settings_are_settings() -> None:
    set_there = set(re.findall(r"\b(GT_[A-Z_]+)=", DOCKERFILE))
    assert set_there < {str(field.alias) for field in Settings.model_fields.values()}


def test_yamllint_finds_nothing_in_compose() -> None:
    done = subprocess.run(
        (programs("yamllint"), "--strict", "-d", LINES, ROOT / "compose.yaml"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_compose_is_what_the_specification_says() -> None:
    PyCompose.from_yaml(yaml.safe_dump(COMPOSE)).validate()


@pytest.mark.parametrize("fault", [{"readonly": True}, {"cap_drop": "ALL"}, {"secrets": ["NO"]}])
def test_that_check_finds_what_is_wrong(fault: dict[str, Any]) -> None:
    broken = {**COMPOSE, "services": {**SERVICES, "serve": {**SERVICES["serve"], **fault}}}
    with pytest.raises(ValueError, match=next(iter(fault))[:6]):
        PyCompose.from_yaml(yaml.safe_dump(broken)).validate()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_a_read_only_root_few_capabilities_and_no_way_to_more(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service


@pytest.mark.parametrize("name", OURS)
def test_ours_needs_no_capability_and_gets_each_secret_as_a_file(
    name: str,
) -> None:
    service = SERVICES[name]
    assert "cap_add" not in service
    names = {str(field.alias) for field in Settings.model_fields.values()}
    assert set(service["secrets"]) <= names
    assert names >= set(service["environment"])
    assert Path("/run/secrets") == SECRETS


def test_only_the_proxy_can_be_reached_from_outside_and_it_is_believed() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]
    (inside,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert SERVICES["serve"]["environment"]["GT_PROXIES"] == inside["subnet"]


def test_no_password_is_in_compose() -> None:
    assert all(one["file"].startswith("./secrets/") for one in COMPOSE["secrets"].values())
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_the_program_is_no_superuser_of_the_database() -> None:
    script = (ROOT / "deploy" / "database" / "10-golden-thread.sh").read_text(encoding="utf-8")
    assert "CREATE ROLE golden_thread LOGIN PASSWORD :'password';" in script
    assert "SUPERUSER" not in script
