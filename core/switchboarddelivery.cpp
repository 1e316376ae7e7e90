// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/link/closecodes.h"
#include "core/switchboard.h"

#include <algorithm>
#include <iterator>

namespace Signalbox {

namespace {

/// Who comes and goes may be told a moment later; whatever else is told takes it along.
Haste hasteOf(const Event& event)
{
    const bool isPresence = std::holds_alternative<Arrived>(event)
        || std::holds_alternative<Changed>(event) || std::holds_alternative<Departed>(event);
    return isPresence ? Haste::Soon : Haste::AtOnce;
}

Closing closingOf(const Ended& ended, const Dialect& dialect)
{
    const QString reason = ended.reason.isEmpty() ? closeReason(ended.why) : ended.reason;
    return dialect.closing(ended).value_or(Closing{closeCode(ended.why, ended.fault), reason});
}

} // namespace

void Switchboard::deliver(
    const Event& event, Language language, const QList<PeerNumber>& recipients)
{
    const Dialect& dialect = m_dialects->at(language);
    if (dialect.versions() == 1) {
        deliver(event, dialect, 0, recipients);
        return;
    }
    for (int version = 0; version < dialect.versions(); ++version) {
        deliver(event, dialect, version, speakersOf(version, recipients));
    }
}

void Switchboard::deliver(
    const Event& event, const Dialect& dialect, int version, const QList<PeerNumber>& recipients)
{
    if (recipients.isEmpty()) {
        return;
    }
    const QByteArray text = dialect.write(event, version);
    const Frame frame = text.isEmpty() ? Frame() : Frame::fromText(text, hasteOf(event));
    m_tap.hear(event, recipients, frame);
    const auto* ended = std::get_if<Ended>(&event);
    const Closing closing = ended == nullptr ? Closing() : closingOf(*ended, dialect);
    const std::vector<Link*>& links = linksOf(recipients);
    for (size_t i = 0; i < links.size(); ++i) {
        if (i + PrefetchAhead < links.size()) {
            links[i + PrefetchAhead]->prefetchWire();
        }
        if (ended != nullptr) {
            links[i]->end(closing, frame);
        } else {
            links[i]->send(frame);
        }
    }
    if (m_budget.queued() > m_config.limits.allQueuesBytes) {
        relieve();
    }
}

QList<PeerNumber> Switchboard::speakersOf(int version, const QList<PeerNumber>& peers) const
{
    QList<PeerNumber> speakers;
    std::copy_if(peers.begin(), peers.end(), std::back_inserter(speakers),
        [this, version](PeerNumber peer) { return m_links.at(peer)->version() == version; });
    return speakers;
}

const std::vector<Link*>& Switchboard::linksOf(const QList<PeerNumber>& peers)
{
    m_addressed.clear();
    for (PeerNumber number : peers) {
        const auto found = m_links.find(number);
        Q_ASSERT(found != m_links.end());
        m_addressed.push_back(found->second.get());
        prefetch(m_addressed.back());
    }
    return m_addressed;
}

} // namespace Signalbox
