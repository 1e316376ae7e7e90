# SPDX-FileCopyrightText: Signalbox contributors
# SPDX-License-Identifier: MIT
"""What is measured, and what it must reach."""

from dataclasses import dataclass

PRODUCT = "signalbox"
PRODUCT_TLS = "signalbox-tls"
AGAINST = "against"
NODE = "node-ws"
NODE_TLS = "node-https"
COMPARED = (PRODUCT, AGAINST, NODE, "node-ws-joined", "floor")
BESIDE_WINDOW = (PRODUCT, "window")
ENCRYPTED = (PRODUCT_TLS, PRODUCT, NODE_TLS)


@dataclass(frozen=True)
class Scenario:
    name: str
    arguments: str  # of bench/load
    servers: tuple = COMPARED
    figure: str = "perSecond"  # the one whose ratios are formed
    unit: str = "per s"
    subject: str = PRODUCT  # the one that is divided by the others


def encrypted(name, arguments, unit):
    return Scenario(f"tls-{name}", arguments, servers=ENCRYPTED, unit=unit, subject=PRODUCT_TLS)


def fanout(peers, size, outstanding):
    return Scenario(
        f"fanout-{peers}-{size}B-{outstanding}",
        f"fanout --peers {peers} --size {size} --outstanding {outstanding}",
        unit="deliveries per s",
    )


SCENARIOS = [
    fanout(100, 250, 8),
    fanout(100, 2500, 8),
    fanout(1000, 250, 8),
    fanout(1000, 2500, 8),
    fanout(100, 2500, 1),
    fanout(1000, 250, 1),
    Scenario("directed-250B", "directed --peers 1000 --active 100 --size 250", unit="messages per s"),
    Scenario("directed-2500B", "directed --peers 1000 --active 100 --size 2500", unit="messages per s"),
    Scenario("idle-1000", "idle --peers 1000 --size 250", unit="messages per s"),
    Scenario("idle-10000", "idle --peers 10000 --size 250", unit="messages per s"),
    Scenario("connects", "connects --peers 5000 --at-once 64", unit="peers per s"),
    Scenario("connects-one-room", "connects --peers 1000 --at-once 64 --rooms 1", unit="peers per s"),
    Scenario("storm", "storm --peers 2000", figure="backMs", unit="ms until all are back"),
    Scenario("churn", "churn --peers 500 --restless 50", unit="returns per s"),
    Scenario(
        "window",
        "fanout --peers 1000 --size 250 --outstanding 8",
        servers=BESIDE_WINDOW,
        unit="deliveries per s",
    ),
    encrypted("fanout-100-250B-8", "fanout --peers 100 --size 250 --outstanding 8", "deliveries per s"),
    encrypted("directed-250B", "directed --peers 1000 --active 100 --size 250", "messages per s"),
    encrypted("idle", "idle --peers 1000 --size 250", "messages per s"),
]


@dataclass(frozen=True)
class Goal:
    """A bound on a ratio of two measured figures, or on one figure itself."""

    text: str
    bound: float
    at_least: bool
    scenario: str
    server: str = PRODUCT
    figure: str = "perSecond"
    over: tuple = None  # (scenario, server) that it is divided by


def ratio(text, bound, scenario, other, at_least=True, **more):
    return Goal(text, bound, at_least, scenario, over=(scenario, other), **more)


def tls_goals():
    found = []
    for name, of_plain in (("tls-fanout-100-250B-8", 0.35), ("tls-directed-250B", 0.5)):
        for other, bound in ((PRODUCT, of_plain), (NODE_TLS, 1.4)):
            found.append(ratio(f"{name}: of {other}", bound, name, other, server=PRODUCT_TLS))
    memory = {"server": PRODUCT_TLS, "figure": "bytesPerPeer"}
    return [*found, Goal("tls-idle: bytes per peer", 90_000, False, "tls-idle", **memory)]


def goals():
    found = tls_goals()
    for name in [s.name for s in SCENARIOS if s.name.startswith("fanout")]:
        eight = name.endswith("-8")
        found.append(ratio(f"{name}: of node-ws", 5.0 if eight else 1.0, name, "node-ws"))
        if eight:
            found.append(ratio(f"{name}: of node-ws-joined", 1.2, name, "node-ws-joined"))
        else:
            found.append(ratio(f"{name}: of floor", 0.9, name, "floor"))
    for name in ("directed-250B", "directed-2500B"):
        found.append(ratio(f"{name}: of node-ws", 2.5, name, "node-ws"))
        found.append(ratio(f"{name}: of floor", 0.6, name, "floor"))
    found += [
        Goal(
            "idle: CPU per message among 10,000, of that among 1000",
            1.3,
            False,
            "idle-10000",
            figure="cpuMicros",
            over=("idle-1000", PRODUCT),
        ),
        ratio("idle-10000: of node-ws", 1.0, "idle-10000", "node-ws"),
        Goal("idle-10000: bytes per peer", 20_000, False, "idle-10000", figure="bytesPerPeer"),
        ratio("connects: of node-ws", 3.0, "connects", "node-ws"),
        ratio("storm: time, of node-ws", 0.6, "storm", "node-ws", at_least=False, figure="backMs"),
        ratio("window: of headless", 0.95, "window", PRODUCT, server="window"),
    ]
    for scenario in SCENARIOS:
        if AGAINST in scenario.servers:
            faster = scenario.figure == "perSecond"
            found.append(
                ratio(
                    f"{scenario.name}: of the other build",
                    0.95 if faster else 1.05,
                    scenario.name,
                    AGAINST,
                    at_least=faster,
                    figure=scenario.figure,
                )
            )
    return found
