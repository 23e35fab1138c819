"""Stores news of a team's channels; sends no answer and stores nothing about any person."""

from bot.teams.inbound import Inbound
from storage.unit import Unit
from surveys.sending.changes import Place


def learn_channels(unit: Unit, inbound: Inbound) -> None:
    """Store which channels exist, what they are called, and which are gone."""
    news = inbound.news
    if news is None:
        return
    if news.news == "team-gone":
        unit.channels.remove(inbound.tenant_id, team_id=news.team_id)
    if news.news in {"team-archived", "team-unarchived"}:
        archived = news.news == "team-archived"
        unit.channels.archive(inbound.tenant_id, news.team_id, archived=archived)
    if news.news == "team-named" and news.team:
        unit.channels.name_team(inbound.tenant_id, news.team_id, news.team)
    for channel, name in news.channels:
        if news.news == "gone":
            unit.channels.remove(inbound.tenant_id, conversation_id=channel)
        else:
            place = Place(inbound.tenant_id, channel, inbound.service_url)
            unit.channels.learn(place, (news.team_id, news.team), name, unit.now)
