"""The file that registers the bot in Azure, and the page that says how: one and the same bot."""

import re
from pathlib import Path

import pytest

from tests.architecture.bicep import read
from tests.architecture.modules import ROOT

FILE = ROOT / "deploy" / "azure" / "bot.bicep"
PAGE = (ROOT / "docs" / "registering.md").read_text(encoding="utf-8")
BOT, CHANNEL = "Microsoft.BotService/botServices", "Microsoft.BotService/botServices/channels"


def test_the_bot_is_single_tenant_answers_at_our_endpoint_and_speaks_to_teams() -> None:
    found = read(FILE)
    bot, channel = found.resources[BOT], found.resources[CHANNEL]
    assert bot["properties.msaAppType"] == "'SingleTenant'"
    assert bot["properties.msaAppId"] == "clientId"
    assert bot["properties.msaAppTenantId"] == "tenantId"
    assert bot["properties.endpoint"] == "'${publicUrl}/api/messages'"
    assert (bot["kind"], bot["location"]) == ("'azurebot'", "'global'")
    assert channel["parent"] == "bot"
    assert channel["name"] == channel["properties.channelName"] == "'MsTeamsChannel'"
    assert channel["properties.properties.isEnabled"] == "true"


def test_both_resources_are_of_one_version_that_is_no_preview() -> None:
    assert read(FILE).versions == {"2022-09-15"}
    assert "-preview" not in FILE.read_text(encoding="utf-8")


def test_every_parameter_is_described_and_the_page_gives_each_that_has_no_default() -> None:
    params = read(FILE).params
    assert FILE.read_text(encoding="utf-8").count("@description(") == len(params)
    (given,) = re.findall(r"--parameters ((?:\w+=\S+ ?)+)", PAGE)
    named = {one.partition("=")[0] for one in given.split()}
    assert {name for name, default in params.items() if default is None} == named


def test_the_page_makes_the_same_bot_by_hand() -> None:
    assert "--sign-in-audience AzureADMultipleOrgs" in PAGE
    assert "--app-type SingleTenant" in PAGE
    assert "/api/messages" in PAGE
    assert "az bot msteams create" in PAGE


@pytest.mark.parametrize("wrong", ["resource a 'A.B/c@2022-09-15' = {\n", "}\n", "param a (\n}\n"])
def test_a_file_that_is_not_closed_is_found(wrong: str, tmp_path: Path) -> None:
    file = tmp_path / "wrong.bicep"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(ValueError, match="not "):
        read(file)
