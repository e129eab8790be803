"""On which lines of a JSON file the texts of its articles stand."""

from __future__ import annotations

import json

_LENGTH = 60  # characters by which a text is known


class JsonLines:
    """Finds texts in a JSON file, in order.

    Args:
        source: The file.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._place, self._line = 0, 1

    def of(self, text: str) -> int:
        r"""The line of the next text, from 1; 0 if the file writes it in another way.

        >>> lines = JsonLines('[{"text": "One."},\n {"text": "Two."}]')
        >>> lines.of("One."), lines.of("Two."), lines.of("Three.")
        (1, 2, 0)
        """
        for is_ascii in (False, True):
            words = json.dumps(text[:_LENGTH], ensure_ascii=is_ascii)[:-1]
            found = self._source.find(words, self._place)
            if found >= 0:
                self._line += self._source.count("\n", self._place, found)
                self._place = found + len(words)
                return self._line
        return 0
