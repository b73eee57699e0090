#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""A module that holds a bit of everything – for cutting it to pieces."""
from __future__ import annotations

import asyncio
import os.path, json as js
from dataclasses import dataclass, field
from typing import (
    Annotated,
    Any,
    Literal,
    Optional,  # a comment in a list
    TYPE_CHECKING,
)
from . import models
from ..shared.db import session as db_session, Base
from .signals import *

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

type Pair[T] = tuple[T, T]

LIMIT: int = 1_000
RATIO, (WIDTH, *REST) = 0.5e-3, [0xFF, 0o17, 0b101, 3j]
MODES: dict[str, Literal["r", "w"]] = {"read": "r", 'write': "w", **{}}
NAMES = {n.strip() for n in "ä,b,ç".split(",") if n if n != ''}
TABLE = {
    key: [value ** 2 for value in range(10) if value % 2 == 0]
    for key, value in zip("ab", (1, 2))
}
QUERY = (
    "SELECT * FROM t "  # the first part
    f"WHERE id = {LIMIT!r:>{10}} AND name = '{NAMES}' {{literal}} "
    rf"\d+{LIMIT=}" b"\x00\xff" '\u00e9\N{DASH}\''
)


@dataclass(frozen=True)
class Point(Base, metaclass=abc.ABCMeta):
    """A point."""

    x: float = 0.0
    y: Optional["Point"] = None
    tags: list[str] = field(default_factory=list)
    origin = zero = None
    __slots__ = ("x", "y")

    class Meta:
        ordering = ["-x"]

        class Deeper: pass

    if os.name == "nt":
        def sep(self): return "\\"
    else:
        def sep(self):
            return "/"

    def __init__(self, x, /, y: float = 1.0, *args: int, key=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.x, self.y = x, y
        self.handler = lambda event, *rest, k=1, **more: (event, k)

    @property
    def norm(self) -> float:
        return (self.x ** 2 + self.y ** 2) ** 0.5

    @norm.setter
    def norm(self, value): self._norm = value

    @classmethod
    def make(cls, text: str | None = None, *, strict: bool = False) -> "Point | None":
        if not text: return None
        elif text.startswith("(") and text.endswith(")") or strict:
            parts = text[1:-1].split(",")
        elif (match := PATTERN.match(text)) is not None:
            parts = match.groups()
        else:
            raise ValueError(f"bad point: {text!r}") from None
        return cls(*[float(part) for part in parts])

    @staticmethod
    async def fetch(url: Annotated[str, Query(max_length=50)], retries=3):
        async with client.get(url) as response, lock:
            async for chunk in response.content:
                yield chunk
        await asyncio.sleep(0)


def counter():
    total = 0

    def add(n):
        nonlocal total
        global LIMIT
        total += n
        LIMIT -= 1; del total, REST[0]
        return total

    return add


def walk(tree: Any) -> Iterator[Any]:
    stack = [tree]
    while stack:
        node = stack.pop()
        if node is None: continue
        try:
            yield from walk(node.left)
            result = yield node
        except (AttributeError, KeyError) as error:
            print(error, file=sys.stderr)
            break
        except* OSError:
            raise
        else:
            stack.extend(reversed(node.children))
        finally:
            pass
    else:
        return
    for index, (key, value) in enumerate(sorted(tree.items()), start=1):
        if 0 <= index < LIMIT != 7 and key not in value:
            continue
        assert index, "index " + str(index) + " is zero"
    else:
        tree[index:, ..., None] = tree[::2]


def dispatch(command, *, log=None):
    match command, log:
        case ["go", (("north" | "south") as direction), *rest], _ if rest:
            return direction
        case {"op": "add", "args": [a, b], **others}, None:
            return a + b
        case Point(x=0, y=py) | Pair(py, _), _:
            return py
        case -1 | 2.5 | 1 + 2j, True:
            pass
        case os.sep, "a" "b":
            log = log or (lambda: None)
        case unknown:
            print(unknown)
    match(command)
    match = type = 1
    print(match, type)


def chain(q):
    return (
        q.filter(name="x").filter(age__gt=3)[0:10].order_by("-id")
        .values()
        .first()
    )


with open("a.txt", "w") as out, \
        open('b.txt') as source:
    out.write(source.read() % {"a": 1})

with (
    open("c.txt") as first,
    open("d.txt") as (second, third),
): first.write(second)

if __name__ == "__main__":
    x = y = 1 if LIMIT else (2, 3)[0]
    z = not x or y and ~x << 2 | y @ x // 3 - -1
    exec("print(1)")
    asyncio.run(Point.fetch("https://example.org/" + "/".join(str(i) for i in range(3))))
    print(f"{x}{'nested ' + f'{y:{z}.{x}}'}" """
    triple {not} formatted
    """, end="")
