"""What a check finds."""

from typing import NamedTuple


class Fault(NamedTuple):
    """sentence: what is wrong. remedy: the sentence that says what to do; empty if the first one says it. stops: serving is wrong
    with it, so that /healthz/ready fails as well."""

    sentence: str
    remedy: str = ""
    stops: bool = False

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".rstrip()


class Note(NamedTuple):
    """Something that the operator should know and that is no fault, such as what could not be checked."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


Finding = Fault | Note
