"""The wording of a feedback poster, which can be replaced for other readers or languages.

Any replacement keeps the help numbers and the warning that no one reads answers straight away.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PosterWords:
    """All text of a poster except its title and address; `lang` is the language's two letters.

    In `invitation`, `{takes}` is how long the form takes, such as “3 minutes”.
    """

    lang: str = "en"
    invitation: str = "Tell us what it is like for you. It takes about {takes}."
    scan: str = "Point your phone's camera at the square"
    type_it: str = "or type this address"
    choice: str = "You choose whether to answer. You do not have to give your name."
    not_read_at_once: str = "We can't reply here and nobody reads this straight away."
    sharing: str = (
        "If you tell us that you or someone else isn't safe, "
        "we may need to tell people whose job is to keep children safe."
    )
    help_heading: str = "Need help now?"
    help_lines: tuple[tuple[str, str], ...] = (
        ("999", "In danger now"),
        ("0800 1111", "Childline: for children and young people, any time, free"),
        ("0808 800 5000", "NSPCC: for adults worried about a child"),
    )
    code_says: str = "QR code that opens the address printed below it"
