"""The figures of nginx's goals, from the measurements of its trial."""

from benchmarks.goals import Figure
from benchmarks.load import ratio
from benchmarks.proxied.trial import PATHS, ProxyTrial


def proxy_figures(trial: ProxyTrial) -> dict[str, Figure]:
    """Return the figures by the keys that goals have; what was not measured is left out."""
    found = {}
    for kind in PATHS:
        compared = ratio(trial.runs, f"{kind} by nginx", f"floor of {kind}s")
        if compared is not None:
            note = f"{compared.low:.1f}–{compared.high:.1f}; "
            note += f"by processor time {compared.by_processor:.0f}; "
            note += f"{trial.speed(f'{kind} by nginx'):,.0f} a second"
            found[f"{kind} by nginx / floor"] = Figure(compared.value, note)
    return found
