"""Keep what a team's news says of its channels; nobody is answered, and nothing of whoever brought it is kept."""

from bot.teams.inbound import Inbound
from storage.unit import Unit
from surveys.sending.changes import Place


def learn_channels(unit: Unit, inbound: Inbound) -> None:
    """Keep which channels there are, what they are called, and which are gone."""
    news = inbound.news
    if news is None:
        return
    if news.news == "team-gone":
        unit.channels.remove(inbound.tenant_id, team_id=news.team_id)
    if news.news == "team-named" and news.team:
        unit.channels.name_team(inbound.tenant_id, news.team_id, news.team)
    for channel, name in news.channels:
        if news.news == "gone":
            unit.channels.remove(inbound.tenant_id, conversation_id=channel)
        else:
            place = Place(inbound.tenant_id, channel, inbound.service_url)
            unit.channels.learn(place, (news.team_id, news.team), name, unit.now)
