"""A manifest held against Microsoft's schema, each error in a plain sentence.

The schema is Microsoft's own (npm `@microsoft/app-manifest`), in JSON Schema draft 4, which does
not know `const`: that the schema is the one for this manifest is a rule of our own.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema

from bot.teams.app_package.manifest import MANIFEST_VERSION
from bot.teams.app_package.opened import OpenedPackage

# Its types leave the parts of an error unknown: strict checking refuses them.
_jsonschema: Any = jsonschema
SCHEMA_FILE = Path(__file__).parent / f"teams-manifest-{MANIFEST_VERSION}.schema.json"
_KINDS = {"object": "a group", "array": "a list", "string": "a text", "boolean": "true or false"}


@cache
def _validator() -> Any:
    return _jsonschema.Draft4Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def schema_faults(opened: OpenedPackage) -> Iterator[str]:
    """Yield everything in which a manifest is not as Microsoft's schema wants it."""
    version = opened.manifest.get("manifestVersion")
    if version != MANIFEST_VERSION:
        yield f"manifestVersion must be {MANIFEST_VERSION}, not {_shown(version)}."
        return
    errors = _validator().iter_errors(dict(opened.manifest))
    yield from dict.fromkeys(_sentence(one) for one in sorted(errors, key=_place))


def _place(error: Any) -> str:
    """Return where an error is, such as bots[0].scopes; "The manifest" for all of it."""
    shown = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in error.path)
    return shown.lstrip(".") or "The manifest"


def _sentence(error: Any) -> str:
    said = _SAID.get(error.validator, lambda _: "is not as Microsoft’s schema wants it")
    return f"{_place(error)} {said(error)}."


def _missing(error: Any) -> str:
    lacking = [name for name in error.validator_value if name not in error.instance]
    return f"lacks {', '.join(lacking)}"


def _unknown(error: Any) -> str:
    known = error.schema.get("properties", {})
    return f"has what Teams does not know: {', '.join(sorted(set(error.instance) - set(known)))}"


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]


_SAID: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "required": _missing,
        "additionalProperties": _unknown,
        "maxLength": lambda e: f"has {len(e.instance)} characters; {e.validator_value} fit",
        "maxItems": lambda e: f"has {len(e.instance)} entries; {e.validator_value} fit",
        "minItems": lambda e: f"has {len(e.instance)} entries, fewer than {e.validator_value}",
        "enum": lambda e: (
            f"is {_shown(e.instance)}; it must be one of "
            f"{', '.join(str(one) for one in e.validator_value)}"
        ),
        "type": lambda e: f"must be {_KINDS.get(str(e.validator_value), e.validator_value)}",
        "pattern": lambda e: f"is {_shown(e.instance)}, which is not in the form that Teams takes",
    }
)
