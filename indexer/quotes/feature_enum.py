"""Enums whose members are short texts: tags, kinds and classes.

The rankers know their features by name, and these texts are parts of the names. A new text for a
member therefore needs newly trained weights.
"""

from __future__ import annotations

from enum import StrEnum


class FeatureEnum(StrEnum):
    """An enum whose members are equal to their texts, and so can be written into feature names.

    Looking a member up in its class takes five times as long as reading a global name. The rooms
    that ask for a member at every token therefore give its members names of their own.
    """

    # The hash of an enum is a Python function; the hash of its text takes a tenth of the time.
    __hash__ = str.__hash__
