"""Unpickling that cannot run anything: an index is data, whoever sent it.

Whoosh keeps its list of segments as a pickle. Only the classes that the caller names come out of
one here, each as the class that the caller gives for it; every other name is refused before it
is looked up. Python's own implementation is used rather than the one in C, because it allocates
nothing for which the data is not there (the other believes the sizes and places that it reads).
"""

from __future__ import annotations

import io
import pickle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def loads(data: bytes, admitted: Mapping[tuple[str, str], type]) -> Any:
    """What was pickled: plain data, and instances of the admitted classes.

    Args:
        data: The pickle; what follows it is not looked at.
        admitted: (module, name) as pickled -> class to use in its place. An instance is made
            without calling the class, its attributes are set as they were pickled.

    Raises:
        ValueError: If it is no pickle, or one that names anything else.
    """
    try:
        return _Guarded(io.BytesIO(data), admitted).load()
    except pickle.UnpicklingError as error:
        raise ValueError(str(error)) from None
    # A damaged pickle can fail in whatever way its instructions can be wrong.
    except (
        ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, RecursionError,
        TypeError, ValueError,
    ) as error:  # fmt: skip
        raise ValueError(f"not a sound pickle ({type(error).__name__})") from None


class _Guarded(pickle._Unpickler):
    def __init__(self, file: io.BytesIO, admitted: Mapping[tuple[str, str], type]) -> None:
        super().__init__(file)
        self._admitted = admitted

    def find_class(self, module: str, name: str) -> type:
        try:
            return self._admitted[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index") from None
