"""The app package: the one we make is taken, and one of each bad kind is refused in a sentence."""

import json
from typing import Any

import pytest

from bot.teams.app_package import package_faults
from bot.teams.app_package.manifest import FULL, MANIFEST_VERSION, SHORT, TYPED
from bot.teams.app_package.opened import open_package
from bot.teams.app_package.own_rules import RULES, Rule
from bot.teams.app_package.schema_rules import SCHEMA_FILE
from dialogs.typed_words import meant_by
from surveys.sending.app_package import AppPackage, PackageNeeds, hash_of
from tests.bot.teams.packages import (
    APP,
    BOT,
    NEEDS,
    URL,
    good,
    manifest_of,
    picture,
    with_files,
    with_manifest,
    zipped,
)

NO_BOT = "CLIENT_ID is not set: the package needs the id of the bot’s registration."


def put(place: str, value: object) -> bytes:
    """Return a package with a value at a place in its manifest, such as `developer.name`."""

    def change(manifest: dict[str, Any]) -> None:
        *way, last = place.split(".")
        inner: Any = manifest
        for name in way:
            inner = inner[int(name) if name.isdecimal() else name]
        inner[last] = value

    return with_manifest(change)


def without(name: str) -> bytes:
    return with_manifest(lambda manifest: manifest.pop(name))


WRONG: dict[str, tuple[bytes, str]] = {
    "another schema": (put("manifestVersion", "1.17"), 'manifestVersion must be 1.25, not "1.17".'),
    "lacks a part": (without("accentColor"), "The manifest lacks accentColor."),
    "lacks a part within": (
        put("developer", {"name": "Us", "websiteUrl": URL, "privacyUrl": URL}),
        "developer lacks termsOfUseUrl.",
    ),
    "unknown part": (put("surprise", 1), "The manifest has what Teams does not know: surprise."),
    "long name": (put("name.short", "A" * 31), "name.short has 31 characters; 30 fit."),
    "wrong kind": (put("bots", "one"), "bots must be a list."),
    "two bots": (
        with_manifest(lambda manifest: manifest["bots"].append(manifest["bots"][0])),
        "bots has 2 entries; 1 fit.",
    ),
    "odd scope": (
        put("bots.0.scopes", ["personal", "everywhere"]),
        'bots[0].scopes[1] is "everywhere"; it must be one of team, personal, groupChat, copilot.',
    ),
    "colour in words": (
        put("accentColor", "blue"),
        'accentColor is "blue", which is not in the form that Teams takes.',
    ),
    "http": (
        put("developer.privacyUrl", "http://threads.northmoor.gov.uk/privacy"),
        (
            "developer.privacyUrl must begin with https://, not http://threads.northmoor.gov.uk/"
            "privacy."
        ),
    ),
    "loopback": (
        put("developer.websiteUrl", "https://127.0.0.1/about"),
        (
            "developer.websiteUrl is https://127.0.0.1/about, which no one else can open: it must "
            "be a public address."
        ),
    ),
    "version of two numbers": (
        put("version", "1.1"),
        "version is 1.1; it must be three numbers, such as 1.0.2.",
    ),
    "version with a nought before": (
        put("version", "1.01.0"),
        "version is 1.01.0; it must be three numbers, such as 1.0.2.",
    ),
    "version that is not higher": (
        put("version", "1.0.1"),
        "version is 1.0.1; Teams takes only one that is higher than 1.0.1.",
    ),
    "version lower by numbers": (
        put("version", "0.10.0"),
        "version is 0.10.0; Teams takes only one that is higher than 1.0.1.",
    ),
    "wildcard": (
        put("validDomains", ["threads.northmoor.gov.uk", "*.northmoor.gov.uk"]),
        "validDomains has *.northmoor.gov.uk: name each host, without an asterisk.",
    ),
    "domain with a scheme": (
        put("validDomains", ["threads.northmoor.gov.uk", "https://cdn.northmoor.gov.uk"]),
        (
            "validDomains has https://cdn.northmoor.gov.uk: it must be a public host name alone, "
            "without https://, port or path."
        ),
    ),
    "host left out": (
        put("validDomains", []),
        "validDomains must have threads.northmoor.gov.uk, the host of GT_PUBLIC_URL.",
    ),
    "another bot": (
        put("bots.0.botId", "11111111-2222-4333-8444-555555555555"),
        f"The bot is 11111111-2222-4333-8444-555555555555; CLIENT_ID is {BOT}.",
    ),
    "another app": (
        put("id", "11111111-2222-4333-8444-555555555555"),
        f"The app is 11111111-2222-4333-8444-555555555555; it was {APP} before, and must stay so.",
    ),
    "no bot": (without("bots"), "There is no bot in the manifest."),
    "no files": (
        put("bots.0.supportsFiles", False),
        "supportsFiles must be true: evaluators get summaries as files.",
    ),
    "in group chats": (
        put("bots.0.scopes", ["personal", "groupChat"]),
        "The bot’s scopes must be personal, with or without team, and no other.",
    ),
    "only in teams": (
        put("bots.0.scopes", ["team"]),
        "The bot’s scopes must be personal, with or without team, and no other.",
    ),
    "Copilot": (
        put("copilotAgents", {"declarativeAgents": [{"id": "one", "file": "one.json"}]}),
        "copilotAgents must be left out: many tenants refuse an app that has it.",
    ),
    "consent of a chat": (
        put(
            "authorization",
            {
                "permissions": {
                    "resourceSpecific": [
                        {"name": "ChatMessageReadReceipt.Read.Chat", "type": "Application"}
                    ]
                }
            },
        ),
        "The package asks for resource-specific consent; it must ask for none.",
    ),
    "sign-in of another app": (
        put("webApplicationInfo", {"id": APP}),
        "webApplicationInfo.id must be CLIENT_ID.",
    ),
    "placeholder in braces": (
        put("name.full", "{{APP_NAME}}"),
        "name.full still has a placeholder: {{.",
    ),
    "placeholder of an environment": (
        put("developer.name", "${{PUBLISHER}}"),
        "developer.name still has a placeholder: ${.",
    ),
    "placeholder address": (
        put("developer.termsOfUseUrl", "https://www.example.com/terms"),
        "developer.termsOfUseUrl still has a placeholder: example.com.",
    ),
    "command no one understands": (
        put("bots.0.commandLists.0.commands.0.title", "dance"),
        "The bot does not understand “dance”, which the manifest offers to type.",
    ),
    "icon in a folder": (
        put("icons.color", "pictures/color.png"),
        "icons.color must be the name of a file in the ZIP, not pictures/color.png.",
    ),
    "icon elsewhere": (
        put("icons.outline", "https://threads.northmoor.gov.uk/outline.png"),
        (
            "icons.outline must be the name of a file in the ZIP, not "
            "https://threads.northmoor.gov.uk/outline.png."
        ),
    ),
    "icon not there": (
        put("icons.color", "blue.png"),
        "icons.color is blue.png, which is not in the ZIP.",
    ),
    "colour icon of another size": (
        with_files({"color.png": picture(96, 96, "blue")}),
        "color.png is 96 x 96 dots; it must be 192 x 192.",
    ),
    "outline of another size": (
        with_files({"outline.png": picture(32, 64, "white")}),
        "outline.png is 32 x 64 dots; it must be 32 x 32.",
    ),
    "huge icon": (
        with_files({"outline.png": picture(4000, 4000, "white")}),
        "outline.png is 4000 x 4000 dots; it must be 32 x 32.",
    ),
    "JPEG by the name of PNG": (
        with_files({"color.png": picture(192, 192, "blue", "JPEG")}),
        "color.png is not a PNG picture.",
    ),
    "half an icon": (
        with_files({"color.png": picture(192, 192, "blue")[:60]}),
        "color.png is not a PNG picture.",
    ),
    "colour icon seen through": (
        with_files({"color.png": picture(192, 192, (0, 0, 255, 128))}),
        "color.png can be seen through; the icon in colour needs a ground of its own.",
    ),
    "outline with a ground": (
        with_files({"outline.png": picture(32, 32, "white")}),
        "outline.png must be seen through around the outline; it has a ground.",
    ),
    "outline of nothing": (
        with_files({"outline.png": picture(32, 32, (0, 0, 0, 0))}),
        "outline.png shows nothing.",
    ),
    "outline in colour": (
        with_files({"outline.png": picture(32, 32, (255, 216, 77, 128))}),
        "outline.png must be white where it is not seen through.",
    ),
    "folder": (
        zipped({f"package/{name}": b"" for name in ("manifest.json", "color.png")}),
        (
            "Every file must be at the top of the ZIP, in no folder: package/color.png, "
            "package/manifest.json."
        ),
    ),
    "no manifest": (zipped({"color.png": b""}), "There is no manifest.json at the top of the ZIP."),
    "manifest not JSON": (
        with_files({"manifest.json": b"{"}),
        "manifest.json is not JSON in UTF-8.",
    ),
    "manifest a list": (
        with_files({"manifest.json": b"[]"}),
        "manifest.json must be a JSON object.",
    ),
    "stray file": (
        with_files({"notes.txt": b"for us"}),
        "notes.txt is in the ZIP, and the manifest does not name it.",
    ),
    "no ZIP": (b"a file", "This is not a ZIP file that we can open."),
    "half a ZIP": (good()[:200], "This is not a ZIP file that we can open."),
    "bomb": (
        with_files({"color.png": b"\0" * 3_000_000}),
        "The package is far larger than an app package can be.",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_bad_package_is_told_what_is_wrong_with_it(kind: str) -> None:
    content, sentence = WRONG[kind]
    assert sentence in package_faults(content, NEEDS)


def test_what_we_make_is_taken_and_is_the_same_each_time() -> None:
    assert package_faults(good(), NEEDS) == []
    assert good() == good()


def test_the_first_package_of_all_is_taken() -> None:
    assert package_faults(good(), PackageNeeds(BOT, URL)) == []


def test_the_last_package_is_no_older_than_itself() -> None:
    last = AppPackage(APP, BOT, "1.0.2", hash_of(good()))
    assert package_faults(good(), PackageNeeds(BOT, URL, last)) == []


def test_without_a_registration_there_is_no_package() -> None:
    assert package_faults(good(), PackageNeeds("", URL)) == [NO_BOT]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    def spoil(manifest: dict[str, Any]) -> None:
        manifest.update(version="1", accentColor="blue", validDomains=["*"], id="no id")

    faults = package_faults(with_manifest(spoil), NEEDS)
    assert len(faults) == 6
    assert all(one.endswith(".") and "\n" not in one for one in faults)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_of_our_own_has_a_bad_package(rule: Rule) -> None:
    opened = [(open_package(content), sentence) for content, sentence in WRONG.values()]
    assert any(sentence in rule(package, NEEDS) for package, sentence in opened)


def test_the_schema_is_the_one_of_the_manifest() -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert schema["$schema"] == "http://json-schema.org/draft-04/schema#"
    assert schema["properties"]["manifestVersion"]["const"] == MANIFEST_VERSION


def test_what_can_be_typed_is_offered_and_understood() -> None:
    ((listed,),) = [bot["commandLists"] for bot in manifest_of(good())["bots"]]
    assert tuple(one["title"] for one in listed["commands"]) == TYPED
    assert all(not meant_by(word).unread for word in TYPED)
    said = {one["title"]: one["description"] for one in listed["commands"]}
    assert said["concerns"] == "For leads: See open safeguarding concerns"
    assert said["stop"].startswith("Stop messages.")
    assert all(10 < len(words) <= 128 for words in said.values())


def test_the_words_fit_and_the_addresses_are_ours() -> None:
    manifest = manifest_of(good())
    assert len(SHORT) <= 80
    assert "call 999" in FULL
    addresses = [value for name, value in manifest["developer"].items() if name.endswith("Url")]
    assert addresses == [f"{URL}/about", f"{URL}/privacy", f"{URL}/terms"]
    assert manifest["validDomains"] == ["threads.northmoor.gov.uk"]
