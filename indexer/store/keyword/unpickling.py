"""Unpickling that cannot run anything: an index is data, whoever sent it.

Whoosh keeps its list of segments as a pickle. A pickle is a program; here only the instructions
that build lists, dictionaries, strings, bytes, numbers and instances of the classes that the
caller names are carried out. None of them calls anything, none allocates room for data that is
not there (for which reason this is Python's own implementation, not the one in C), and everything
else is refused as it is met.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

_ADMITTED = (
    pickle.PROTO, pickle.FRAME, pickle.STOP, pickle.MARK, pickle.MEMOIZE, pickle.BINGET,
    pickle.LONG_BINGET, pickle.NONE, pickle.NEWTRUE, pickle.NEWFALSE, pickle.BININT,
    pickle.BININT1, pickle.BININT2, pickle.LONG1, pickle.SHORT_BINUNICODE, pickle.BINUNICODE,
    pickle.SHORT_BINBYTES, pickle.BINBYTES, pickle.EMPTY_LIST, pickle.APPEND, pickle.APPENDS,
    pickle.EMPTY_DICT, pickle.SETITEM, pickle.SETITEMS, pickle.EMPTY_TUPLE, pickle.STACK_GLOBAL,
    pickle.NEWOBJ, pickle.BUILD,
)  # fmt: skip


def loads(data: bytes, admitted: Mapping[tuple[str, str], type]) -> Any:
    """What was pickled, with protocol 4: plain data, and instances of the admitted classes.

    Args:
        data: The pickle; what follows it is not looked at.
        admitted: (module, name) as pickled -> class to use in its place. An instance is made
            without initialising it, its attributes are set as they were pickled.

    Raises:
        ValueError: If it is no pickle, or one that does or names anything else.
    """
    try:
        return _Guarded(io.BytesIO(data), admitted).load()
    except pickle.UnpicklingError as error:
        raise ValueError(str(error)) from None
    # A damaged pickle can fail in whatever way its instructions can be wrong.
    except (
        AttributeError, EOFError, LookupError, MemoryError, OverflowError, RecursionError,
        TypeError, ValueError, struct.error,
    ) as error:  # fmt: skip
        raise ValueError(f"not a pickle of an index ({type(error).__name__})") from None


class _Guarded(pickle._Unpickler):
    dispatch: ClassVar = {code[0]: pickle._Unpickler.dispatch[code[0]] for code in _ADMITTED}

    def __init__(self, file: io.BytesIO, admitted: Mapping[tuple[str, str], type]) -> None:
        super().__init__(file)
        self._admitted = admitted

    def find_class(self, module: str, name: str) -> type:
        try:
            return self._admitted[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an index") from None
