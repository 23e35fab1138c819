"""Replies to an evaluator: asking for a summary, and its file."""

from typing import ClassVar

from dialogs.replies.shape import Option, Reply


class ChooseSummary(Reply):
    """Choose an action and a format; without formats an action alone, which comes as a PDF."""

    kind: ClassVar[str] = "ChooseSummary"
    summary: ClassVar[str] = "Ask for an impact summary"
    actions: tuple[Option, ...]
    formats: tuple[Option, ...] = ()
    problem: str | None = None


class OfferFile(Reply):
    """A file offered for the person's OneDrive (file consent card); `export` is opaque."""

    kind: ClassVar[str] = "OfferFile"
    summary: ClassVar[str] = "Your impact summary is ready"
    export: str
    file_name: str
    size: int
    description: str


class FileReady(Reply):
    """A one-time link to a file, when the file card was declined or failed."""

    kind: ClassVar[str] = "FileReady"
    summary: ClassVar[str] = "Your impact summary is ready"
    title: str
    file_name: str
    address: str
    minutes: int


class FileSaved(Reply):
    """The file is in the person's OneDrive."""

    kind: ClassVar[str] = "FileSaved"
    summary: ClassVar[str] = "Your impact summary is saved"
    file_name: str
    content_url: str
    unique_id: str
    file_type: str
