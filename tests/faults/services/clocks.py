"""A clock that is set off for some processes: a small library that the system loads into them.

Debian's faketime does not do: with it Python's own pauses fail or last for hours.
"""

import shutil
import subprocess
from pathlib import Path

_SOURCE = r"""
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long ahead(void) {
    const char *seconds = getenv("CLOCK_AHEAD");
    return seconds ? atol(seconds) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int failed = (int)syscall(SYS_clock_gettime, clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += ahead();
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec found;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &found);
    now->tv_sec = found.tv_sec;
    now->tv_usec = found.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *where) {
    struct timespec found;
    clock_gettime(CLOCK_REALTIME, &found);
    if (where) *where = found.tv_sec;
    return found.tv_sec;
}
"""


def has_compiler() -> bool:
    return shutil.which("cc") is not None


def clock_ahead(folder: Path, seconds: int) -> dict[str, str]:
    """Return the variables of a process whose clock is so many seconds ahead."""
    library = folder / "clock.so"
    if not library.exists():
        source = library.with_suffix(".c")
        source.write_text(_SOURCE)
        build = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source)]
        subprocess.run(build, check=True)
    return {"LD_PRELOAD": str(library), "CLOCK_AHEAD": str(seconds)}
