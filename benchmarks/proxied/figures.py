"""The figures of nginx's goals, from the measurements of its trial."""

from benchmarks.goals import Figure
from benchmarks.load import ratio
from benchmarks.proxied.trial import PATHS, ProxyTrial


def proxy_figures(trial: ProxyTrial) -> dict[str, Figure]:
    """Return the figures by the keys that goals have; what was not measured is left out."""
    found = {}
    for kind in PATHS:
        for name in (f"{kind} by nginx", f"{kind} by nginx without TLS"):
            compared = ratio(trial.runs, name, f"floor of {kind}s")
            if compared is not None:
                note = f"{compared.low:.1f}–{compared.high:.1f}; {trial.speed(name):,.0f} a second"
                found[f"{name} / floor"] = Figure(compared.value, note + _by_granian(trial, name))
    return found


def _by_granian(trial: ProxyTrial, name: str) -> str:
    """Return the ratio to a floor by Granian, the server of the site, which is faster."""
    floor = f"floor of {name.split()[0]}s by Granian"
    compared = ratio(trial.runs, name, floor)
    return "" if compared is None else f"; {compared.value:.1f} × a floor by Granian"
