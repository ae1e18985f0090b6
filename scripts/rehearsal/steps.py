"""The steps of the guide, with a clock."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Clock:
    """How long each step took, in seconds, in their order."""

    took: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        print(f"— {name}", flush=True)
        begun = time.monotonic()
        try:
            yield
        finally:
            self.took[name] = time.monotonic() - begun
            print(f"  {self.took[name]:.0f} s", flush=True)

    def table(self) -> str:
        rows = [f"| {name} | {seconds:.0f} s |" for name, seconds in self.took.items()]
        return "\n".join(["| Step | Time |", "|---|---|", *rows])
