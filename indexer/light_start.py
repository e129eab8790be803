"""What a question need not pay for: threads that wait for matrices, and looks for garbage."""

from __future__ import annotations

import gc
import os

YOUNG = 100_000
"""New objects after which Python looks for cycles among them; 700 as usual. Loading the program
and listing people make many objects, none of them garbage: looking takes a tenth of the time."""


def start_lightly() -> None:
    """Let NumPy multiply on the thread that asks, and Python look for garbage less often.

    To be called before NumPy is imported. Its library for matrices starts a thread for each core,
    and these threads wait busily: a question, which multiplies next to nothing, pays 60 ms of a
    processor. What the user has set stays.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(YOUNG)
