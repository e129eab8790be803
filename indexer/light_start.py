"""What a question need not pay for: idle threads, looks for garbage, memory given back too soon."""

from __future__ import annotations

import ctypes
import gc
import os
from contextlib import suppress

YOUNG = 100_000
"""New objects after which Python looks for cycles among them; 700 as usual. Loading the program
and listing people make many objects, none of them garbage: looking takes a tenth of the time."""

KEPT = 128 << 20
"""Bytes of freed memory that the program keeps for its next arrays. The system clears every page
that it gives, which takes a thirtieth of the time of a question to a million passages."""

SMALL = 32 << 20
"""Bytes up to which an array is made from such memory; the most that the C library takes."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of `mallopt` in the GNU C library


def start_lightly() -> None:
    """Start a program that answers questions.

    NumPy multiplies on the thread that asks. Its library for matrices would start a thread for
    each core, and these threads wait busily: a question, which multiplies next to nothing, pays
    60 ms of a processor. What the user has set stays. To be called before NumPy is imported.

    Python looks for garbage less often, and freed memory stays with the program.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(YOUNG)
    with suppress(AttributeError, OSError, TypeError):  # other systems have no such function
        library = ctypes.CDLL(None)
        library.mallopt(_TRIM_THRESHOLD, KEPT)
        library.mallopt(_MMAP_THRESHOLD, SMALL)
