"""Reads news of a team's channels: that the app was added or removed, and what a channel is called.

Nothing else is read from a team: not its members, not who added the app, nothing of what people say
there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from bot.teams.addresses import is_safe_id
from bot.teams.gate import part

LONGEST_NAME = 200
GENERAL = "General"
News = Literal["there", "gone", "team-named", "team-gone", "team-archived", "team-unarchived"]

_INSTALLATION: dict[object, News] = {
    "add": "there",
    "add-upgrade": "there",
    "remove": "team-gone",
    "remove-upgrade": "team-gone",
}
_EVENTS: dict[object, News] = {
    "channelCreated": "there",
    "channelRenamed": "there",
    "channelRestored": "there",
    "channelDeleted": "gone",
    "teamRenamed": "team-named",
    "teamArchived": "team-archived",
    "teamUnarchived": "team-unarchived",
    "teamDeleted": "team-gone",
    "teamHardDeleted": "team-gone",
}
_CAME_FROM = ("conversation",)
_CHOSEN = ("channelData", "settings", "selectedChannel")
_NAMED = ("channelData", "channel")


@dataclass(frozen=True, slots=True)
class ChannelNews:
    """News of a team (its name may be empty) and of its channels, by id and name."""

    news: News
    team_id: str
    team: str
    channels: tuple[tuple[str, str], ...] = ()


def read_channel_news(activity: Mapping[str, Any]) -> ChannelNews | None:
    """Read an admitted activity of a channel; None where it has no news for us."""
    team_id = _text(activity, "channelData", "team", "id")
    news = _news(activity)
    if news is None or not is_safe_id(team_id):
        return None
    return ChannelNews(
        news,
        team_id,
        _name(activity, "channelData", "team", "name"),
        _channels(activity, news, team_id),
    )


def _news(activity: Mapping[str, Any]) -> News | None:
    if activity.get("type") == "installationUpdate":
        return _looked_up(_INSTALLATION, activity.get("action"))
    return _looked_up(_EVENTS, part(activity, "channelData", "eventType")) or _membership(activity)


def _membership(activity: Mapping[str, Any]) -> News | None:
    """Read an older client's news that the bot was added or removed, which names members."""
    us = part(activity, "recipient", "id")
    for name, news in (("membersAdded", "there"), ("membersRemoved", "team-gone")):
        members: object = activity.get(name)
        if isinstance(members, list) and us in [
            part(member, "id") for member in cast("list[object]", members)
        ]:
            return cast("News", news)
    return None


def _channels(activity: Mapping[str, Any], news: News, team_id: str) -> tuple[tuple[str, str], ...]:
    """Return the channels concerned: the one named, else the origin and the one chosen."""
    if news.startswith("team"):
        return ()
    of_one = _looked_up(_EVENTS, part(activity, "channelData", "eventType")) is not None
    found: dict[str, str] = {}
    for place in (_NAMED,) if of_one else (_CAME_FROM, _CHOSEN, _NAMED):
        identifier, _, _thread = _text(activity, *place, "id").partition(";")
        found[identifier] = _name(activity, *place, "name") or found.get(identifier, "")
    return tuple(
        (one, name or (GENERAL if one == team_id else ""))
        for one, name in found.items()
        if is_safe_id(one)
    )


def _looked_up(table: dict[object, News], name: object) -> News | None:
    return table.get(name) if isinstance(name, str) else None


def _name(value: object, *names: str) -> str:
    return " ".join(_text(value, *names).split())[:LONGEST_NAME]


def _text(value: object, *names: str) -> str:
    found = part(value, *names)
    return found if isinstance(found, str) else ""
