"""A briefing written back as the file it is read from, to be changed and imported again."""

from surveys.asking.plain_yaml import Plain, dump_plain
from surveys.telling.briefing import Briefing


def dump_briefing(briefing: Briefing) -> str:
    """Return Markdown with front matter that `parse_briefing` reads back as an equal briefing."""
    front: dict[str, Plain] = {
        "partnership": briefing.partnership,
        "ref": briefing.ref,
        "title": briefing.title,
    }
    if briefing.action_refs:
        front["action_refs"] = list(briefing.action_refs)
    if briefing.links:
        front["links"] = [{"title": link.title, "address": link.address} for link in briefing.links]
    if briefing.embargo_until:
        front["embargo_until"] = briefing.embargo_until.isoformat()
    sections = "\n\n".join(f"## {name}\n\n{text}" for name, text in briefing.sections)
    return f"---\n{dump_plain(front)}---\n{sections}\n"
