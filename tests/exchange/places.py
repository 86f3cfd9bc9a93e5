"""Places between units for tests: one in memory, and one that does what bad lines do."""

from __future__ import annotations

from pathlib import Path

from statx.exchange.errors import MissingObjectError, TransportError
from statx.exchange.transport import Transport


class Memory:
    """Objects in a dict: name -> bytes."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def list_names(self, folder: str) -> list[str]:
        below = [name for name in self.objects if name.rpartition("/")[0] == folder]
        return sorted(name.rpartition("/")[2] for name in below)

    def size_of(self, name: str) -> int | None:
        content = self.objects.get(name)
        return None if content is None else len(content)

    def put(self, source: Path, name: str) -> None:
        content = source.read_bytes()
        if self.size_of(name) != len(content):
            self.objects[name] = content

    def get(self, name: str, target: Path) -> None:
        if name not in self.objects:
            raise MissingObjectError(name=name)
        target.write_bytes(self.objects[name])

    def delete(self, name: str) -> None:
        self.objects.pop(name, None)

    def close(self) -> None:
        """Nothing is open."""


class Faulty:
    """A place over another that says once that the line broke: before the nth use of a verb."""

    def __init__(self, inner: Transport, verb: str, nth: int) -> None:
        self.used = False
        self._inner = inner
        self._verb = verb
        self._left = nth

    def _meet(self, verb: str, name: str) -> None:
        if verb != self._verb or self.used:
            return
        if self._left == 0:
            self.used = True
            raise TransportError(place=name, reason="connection lost")
        self._left -= 1

    def list_names(self, folder: str) -> list[str]:
        self._meet("list", folder)
        return self._inner.list_names(folder)

    def size_of(self, name: str) -> int | None:
        self._meet("size", name)
        return self._inner.size_of(name)

    def put(self, source: Path, name: str) -> None:
        self._meet("put", name)
        self._inner.put(source, name)

    def get(self, name: str, target: Path) -> None:
        self._meet("get", name)
        self._inner.get(name, target)

    def delete(self, name: str) -> None:
        self._meet("delete", name)
        self._inner.delete(name)

    def close(self) -> None:
        self._inner.close()


class Damaging(Memory):
    """Gives out the first payload with one bit flipped, and whole the next time."""

    def __init__(self) -> None:
        super().__init__()
        self.damaged = 0

    def get(self, name: str, target: Path) -> None:
        super().get(name, target)
        if "/payload/" in name and not self.damaged:
            self.damaged += 1
            content = target.read_bytes()
            target.write_bytes(bytes([content[0] ^ 1]) + content[1:])


class Stale(Memory):
    """Lists what there was a while ago, as a cached share does."""

    def __init__(self) -> None:
        super().__init__()
        self._listed: dict[str, list[str]] = {}

    def list_names(self, folder: str) -> list[str]:
        before = self._listed.get(folder, [])
        self._listed[folder] = super().list_names(folder)
        return before


class Counting(Memory):
    """Counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def list_names(self, folder: str) -> list[str]:
        self.asked += 1
        return super().list_names(folder)

    def size_of(self, name: str) -> int | None:
        self.asked += 1
        return super().size_of(name)

    def get(self, name: str, target: Path) -> None:
        self.asked += 1
        super().get(name, target)

    def delete(self, name: str) -> None:
        self.asked += 1
        super().delete(name)
