// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/metrics.h"

#include <QMap>

#include <algorithm>

namespace Signalbox {

namespace {

using Seconds = std::chrono::duration<double>;

/// Seconds since 1970, as Prometheus has all times.
double wallSeconds(const QDateTime& time)
{
    return double(time.toMSecsSinceEpoch()) / 1000;
}

QByteArray numberText(double number)
{
    return QByteArray::number(number, 'f', 3);
}

/// Puts the text together, family by family.
class Metrics
{
public:
    enum class Type
    {
        Gauge,
        Counter,
    };

    void begin(const char* name, Type type, const char* help)
    {
        m_name = name;
        m_text += "# HELP " + m_name + ' ' + help + '\n';
        m_text += "# TYPE " + m_name + (type == Type::Gauge ? " gauge\n" : " counter\n");
    }

    template <typename Number>
    void sample(Number number, const QByteArray& labels = {})
    {
        m_text += m_name;
        if (!labels.isEmpty()) {
            m_text += '{' + labels + '}';
        }
        if constexpr (std::is_floating_point_v<Number>) {
            m_text += ' ' + numberText(number) + '\n';
        } else {
            m_text += ' ' + QByteArray::number(number) + '\n';
        }
    }

    template <typename Number>
    void gauge(const char* name, const char* help, Number number)
    {
        begin(name, Type::Gauge, help);
        sample(number);
    }

    template <typename Number>
    void counter(const char* name, const char* help, Number number)
    {
        begin(name, Type::Counter, help);
        sample(number);
    }

    template <typename Number>
    void gauge(const char* name, const char* help, const std::optional<Number>& number)
    {
        if (number) {
            gauge(name, help, *number);
        }
    }

    const QByteArray& text() const { return m_text; }

private:
    QByteArray m_text;
    QByteArray m_name;
};

template <typename Is>
qint64 count(const Snapshot& snapshot, Is is)
{
    return std::count_if(snapshot.rows.begin(), snapshot.rows.end(), is);
}

void addPeers(Metrics& metrics, const Snapshot& snapshot)
{
    metrics.gauge("signalbox_peers", "Connections, those included that have not said who they are.",
        qint64(snapshot.rows.size()));
    metrics.gauge("signalbox_peers_joined", "Peers that have said who they are.",
        count(snapshot, [](const PeerRow& row) { return row.peer.joined; }));
    metrics.gauge("signalbox_peers_parked", "Peers that were put out, came back and are not heard.",
        count(snapshot, [](const PeerRow& row) { return row.peer.parked; }));
    metrics.gauge("signalbox_peers_muted", "Peers that the owner lets nobody hear.",
        count(snapshot, [](const PeerRow& row) { return row.peer.muted; }));
    metrics.gauge("signalbox_peers_away", "Peers whose connection broke and that may come back.",
        count(snapshot, [](const PeerRow& row) { return row.peer.away; }));
    metrics.gauge("signalbox_peers_slow", "Peers that do not read as fast as they are written to.",
        count(snapshot, [](const PeerRow& row) { return row.link.slow; }));
    metrics.gauge("signalbox_peers_over_rate", "Peers that say more than their limits allow.",
        count(snapshot, [](const PeerRow& row) { return row.link.overRate; }));
    metrics.gauge("signalbox_peers_encrypted", "Peers that are connected over TLS.",
        count(snapshot, [](const PeerRow& row) { return row.peer.origin.encrypted; }));

    qint64 queued = 0;
    QMap<QString, int> dialects;
    for (const PeerRow& row : snapshot.rows) {
        queued += row.link.queuedBytes;
        ++dialects[row.peer.origin.dialect];
    }
    metrics.gauge("signalbox_queued_bytes", "What waits for all peers together.", queued);
    metrics.begin("signalbox_dialect_peers", Metrics::Type::Gauge,
        "Peers by wire language; empty while a peer has said nothing that tells.");
    for (auto dialect = dialects.begin(); dialect != dialects.end(); ++dialect) {
        metrics.sample(dialect.value(), "dialect=\"" + dialect.key().toUtf8() + '"');
    }
}

void addHub(Metrics& metrics, const Snapshot& snapshot)
{
    const auto withEffect = [&snapshot](BanEffect effect) {
        return qint64(std::count_if(snapshot.bans.begin(), snapshot.bans.end(),
            [effect](const Ban& ban) { return ban.effect == effect; }));
    };
    metrics.gauge(
        "signalbox_rooms", "Rooms that have somebody in them.", qint64(snapshot.rooms.size()));
    metrics.begin("signalbox_bans", Metrics::Type::Gauge, "Bans in force.");
    metrics.sample(withEffect(BanEffect::Refuse), "effect=\"refuse\"");
    metrics.sample(withEffect(BanEffect::Mute), "effect=\"mute\"");
    metrics.gauge("signalbox_strangers",
        "Web pages that were refused and that the owner may allow.",
        qint64(snapshot.strangers.size()));
    metrics.gauge("signalbox_pin_under_attack", "Whether many wrong PINs came lately.",
        snapshot.isPinUnderAttack ? 1 : 0);
}

void addTotals(Metrics& metrics, const Totals& totals)
{
    metrics.counter(
        "signalbox_connected_total", "Connections that were ever opened.", totals.connected);
    metrics.counter("signalbox_departed_total", "Connections that are gone.", totals.departed);
    metrics.counter("signalbox_refused_total",
        "Commands, messages and connections that were refused.", totals.refused);
    metrics.counter("signalbox_relayed_messages_total",
        "Messages that were passed on, each counted once however many heard it.", totals.relayed);
    metrics.counter("signalbox_foreign_senders_total",
        "Messages that named somebody else as their sender, which was cut out.",
        totals.traffic.foreignSenders);
    metrics.begin("signalbox_messages_total", Metrics::Type::Counter,
        "WebSocket messages, in: towards the hub.");
    metrics.sample(totals.traffic.messagesIn, "direction=\"in\"");
    metrics.sample(totals.traffic.messagesOut, "direction=\"out\"");
    metrics.begin(
        "signalbox_bytes_total", Metrics::Type::Counter, "The payload of those messages.");
    metrics.sample(totals.traffic.bytesIn, "direction=\"in\"");
    metrics.sample(totals.traffic.bytesOut, "direction=\"out\"");
}

void addProcess(Metrics& metrics, const ProcessMeasures& process)
{
    metrics.gauge("process_start_time_seconds", "When the process started.", process.startedAt);
    if (process.cpuSeconds) {
        metrics.counter(
            "process_cpu_seconds_total", "Processor time that it took.", *process.cpuSeconds);
    }
    metrics.gauge("process_resident_memory_bytes", "Memory that it has.", process.residentBytes);
    metrics.gauge(
        "process_open_fds", "File descriptors that it has open.", process.openDescriptors);
    metrics.gauge("process_max_fds", "File descriptors that it may open.", process.mostDescriptors);
}

} // namespace

QByteArray metricsText(
    const Snapshot& snapshot, const ProcessMeasures& process, const QDateTime& wallNow)
{
    Metrics metrics;
    metrics.begin("signalbox_build_info", Metrics::Type::Gauge, "The version; always 1.");
    metrics.sample(1, "version=\"" SIGNALBOX_VERSION "\"");
    metrics.gauge("signalbox_start_time_seconds", "When the hub began to listen.",
        wallSeconds(wallNow) - Seconds(snapshot.at - snapshot.startedAt).count());
    addPeers(metrics, snapshot);
    addHub(metrics, snapshot);
    addTotals(metrics, snapshot.totals);
    addProcess(metrics, process);
    return metrics.text();
}

} // namespace Signalbox
