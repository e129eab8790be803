"""The files of an index's encoder, opened with the index and read when a question needs them.

A reader keeps its state of an index while a rebuild puts another encoder in the place of this one
and removes its folder. Opening a file costs next to nothing; loading the model does not.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from indexer.encoder.encoder import Encoder, open_encoder
from indexer.encoder.manifest import MANIFEST_FILE, MODEL_FILE, TOKENIZER_FILE
from indexer.errors import IndexCorruptError, unreadable


class EncoderFiles:
    """Open files by name; none where an index does not carry its encoder."""

    def __init__(self, files: dict[str, BinaryIO]) -> None:
        self._files = files

    @classmethod
    def open(cls, folder: Path) -> EncoderFiles:
        """Open what is in the encoder's folder.

        Raises:
            IndexAccessError: If the system does not let a file be opened.
        """
        files: dict[str, BinaryIO] = {}
        with ExitStack() as opened:
            for name in (MANIFEST_FILE, MODEL_FILE, TOKENIZER_FILE):
                try:
                    files[name] = opened.enter_context((folder / name).open("rb", buffering=0))
                except FileNotFoundError:  # other kinds of encoders have fewer files
                    continue
                except OSError as error:
                    raise unreadable(folder / name, error) from error
            opened.pop_all()
        return cls(files)

    def load(self, folder: Path) -> Encoder:
        """Open the encoder, from its folder if it is still there.

        Raises:
            EncoderError, IndexCorruptError: If the files are not those of an encoder.
        """
        try:
            if not self._files or self._is_in(folder):
                return open_encoder(folder)
        except IndexCorruptError:
            if not self._files or self._is_in(folder):
                raise  # it has not gone meanwhile
        import tempfile  # few readers outlive their encoder

        with tempfile.TemporaryDirectory(prefix="whosaid-") as name:
            for file, stream in self._files.items():
                stream.seek(0)
                with (Path(name) / file).open("wb") as copy:
                    shutil.copyfileobj(stream, copy, 1 << 20)
            return open_encoder(Path(name))

    def close(self) -> None:
        """Let go of all files."""
        for stream in self._files.values():
            stream.close()
        self._files = {}

    def _is_in(self, folder: Path) -> bool:
        """Whether the folder still has just these files."""
        try:
            return all(
                os.path.samestat(os.fstat(stream.fileno()), (folder / name).stat())
                for name, stream in self._files.items()
            )
        except OSError:
            return False
