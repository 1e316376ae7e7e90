# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""What was measured, as tables for a person."""

from functools import partial
from statistics import median

from .scenarios import goals


class Results:
    """results[scenario][server] is a list with one run per round."""

    def __init__(self):
        self.runs = {}

    def add(self, scenario, server, run):
        self.runs.setdefault(scenario, {}).setdefault(server, []).append(run)

    def all(self):
        return [run for servers in self.runs.values() for runs in servers.values() for run in runs]

    def figures(self, scenario, server, figure):
        """One per round, or None where that run failed."""
        runs = self.runs.get(scenario, {}).get(server, [])
        return [run.get(figure) if run["ok"] else None for run in runs]

    def values(self, scenario, server, figure):
        return [value for value in self.figures(scenario, server, figure) if value is not None]

    def ratios(self, scenario, server, figure, other_scenario, other):
        """Of runs of the same round."""
        ones = self.figures(scenario, server, figure)
        others = self.figures(other_scenario, other, figure)
        return [one / two for one, two in zip(ones, others) if one is not None and two]


def spread(values, digits=2):
    if not values:
        return "failed"
    low, high = min(values), max(values)
    if len(values) == 1:
        return f"{low:.{digits}f}"
    return f"{median(values):.{digits}f} ({low:.{digits}f}..{high:.{digits}f})"


def middle(values, form="{:.1f}"):
    return form.format(median(values)) if values else ""


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def scenario_table(results, scenario):
    figure = scenario.figure
    rows = []
    for server in [s for s in scenario.servers if s in results.runs.get(scenario.name, {})]:
        values = partial(results.values, scenario.name, server)
        ratios = results.ratios(scenario.name, scenario.subject, figure, scenario.name, server)
        marks = remarks(results.runs[scenario.name][server])
        cpu = values("cpuMicros")
        rows.append(
            [
                server,
                middle(values(figure), "{:,.0f}") or "failed",
                "" if server == scenario.subject else spread(ratios),
                middle(cpu) if cpu else middle(values("cpuSeconds"), "{:.2f} s"),
                " / ".join(filter(None, (middle(values("p50Ms"), "{:.2f}"), middle(values("p99Ms"))))),
                middle(values("bytesPerPeer"), "{:,.0f}"),
                middle(values("loadBusy"), "{:.2f}"),
                marks,
            ]
        )
    header = ["server", scenario.unit, f"{scenario.subject} / it", "server CPU, µs each", "p50 / p99 ms"]
    header += ["bytes per peer", "load busy", ""]
    keep = [i for i in range(len(header)) if any(row[i] for row in rows)]
    return table([header[i] for i in keep], [[row[i] for i in keep] for row in rows])


def remarks(runs):
    failed = [run for run in runs if not run["ok"]]
    disturbed = sum(run["disturbed"] for run in runs)
    words = []
    if failed:
        words.append(f"**{len(failed)} failed**: {failed[0].get('problem', 'see the JSON')}")
    if disturbed:
        words.append(f"{disturbed} disturbed")
    return ", ".join(words)


def goal_table(results):
    rows = []
    for goal in goals():
        if goal.over:
            values = results.ratios(goal.scenario, goal.server, goal.figure, *goal.over)
        else:
            values = results.values(goal.scenario, goal.server, goal.figure)
        asked = [(goal.scenario, goal.server)] + ([goal.over] if goal.over else [])
        if not all(server in results.runs.get(name, {}) for name, server in asked):
            continue
        reached = bool(values) and (
            median(values) >= goal.bound if goal.at_least else median(values) <= goal.bound
        )
        digits = 0 if goal.bound > 100 else 2
        wanted = ("at least " if goal.at_least else "at most ") + f"{goal.bound:,g}"
        rows.append([goal.text, wanted, spread(values, digits), "yes" if reached else "**no**"])
    return table(["goal", "wanted", "reached", ""], rows) if rows else "No goal was measured."
