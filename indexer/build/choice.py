"""What was chosen beside the folders: for this run, and remembered for later ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.build.plan import absolute
from indexer.readers.field_paths import parse_field_paths
from indexer.readers.folders.choice import Choice
from indexer.store.catalog.sources import Choices


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the caller of a run chose; None leaves all as it was in the last run.

    Attributes:
        include: Patterns; with any, only files that match one are read.
        exclude: Patterns of files and folders that are left out.
        metadata: Tables of metadata (`indexer.readers.overrides`).
        fields: Places of fields, each as NAME=PATH (`indexer.readers.field_paths`).
    """

    include: Sequence[str] | None = None
    exclude: Sequence[str] | None = None
    metadata: Sequence[Path | str] | None = None
    fields: Sequence[str] | None = None

    def beside(self, remembered: Choices) -> Choices:
        """What holds now: what was chosen, else what is remembered.

        `include` and `exclude` replace each other's old patterns too.
        """
        patterns = {"include": self.include, "exclude": self.exclude}
        found = dict(remembered)
        if self.include is not None or self.exclude is not None:
            found |= {kind: tuple(values or ()) for kind, values in patterns.items()}
        if self.metadata is not None:
            found["metadata"] = tuple(absolute(Path(one)).as_posix() for one in self.metadata)
        if self.fields is not None:
            found["field"] = tuple(self.fields)
        return found


def choice_of(choices: Choices) -> Choice:
    """The choices as the readers of files take them.

    Raises:
        CorpusError: If the place of a field is not understood.
    """
    return Choice(
        tuple(choices.get("include", ())),
        tuple(choices.get("exclude", ())),
        tuple(map(Path, choices.get("metadata", ()))),
        parse_field_paths(choices.get("field", ())),
    )
