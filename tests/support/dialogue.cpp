// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/dialogue.h"

#include "tests/support/wording.h"

#include <array>

namespace Signalbox {

namespace {

std::vector<RealmPolicy> withNobodys(std::vector<RealmPolicy> policies)
{
    RealmPolicy nobodys;
    nobodys.hasDefaultRoom = false;
    policies.insert(policies.begin(), nobodys);
    return policies;
}

} // namespace

Dialogue::Dialogue()
    : Dialogue(std::vector{listening()})
{ }

Dialogue::Dialogue(std::vector<RealmPolicy> policies)
    : m_hasSeveral(policies.size() > 1)
    , m_core(m_clock,
          {[this](Language) { return QStringLiteral("auto%1").arg(++m_lastId); },
              [this](qsizetype) { return m_draws.isEmpty() ? 0 : m_draws.takeFirst(); },
              [this] { return "t" + QByteArray::number(++m_lastToken); }},
          withNobodys(std::move(policies)))
{
    connectSignals();
}

RealmPolicy Dialogue::listening()
{
    RealmPolicy policy;
    policy.presence = RealmPolicy::Presence::Room;
    policy.listensBeforeJoining = true;
    return policy;
}

RealmPolicy Dialogue::resuming()
{
    RealmPolicy policy = listening();
    policy.resumes = true;
    return policy;
}

Realm Dialogue::realm(int language, const QByteArray& key)
{
    return {Language(language), key};
}

void Dialogue::connectSignals()
{
    connect(&m_core, &SignalCore::deliver, this,
        [this](const Event& event, Language language, const QList<PeerNumber>& recipients) {
            if (!recipients.isEmpty()) {
                const QString where
                    = m_hasSeveral ? QStringLiteral(" in %1").arg(int(language)) : QString();
                m_told.append(
                    Wording::text(recipients) + where + QStringLiteral(": ") + describe(event));
            }
        });
    connect(&m_core, &SignalCore::probeWanted, this, [this](PeerNumber owner) {
        m_told.append(Wording::text(QList<PeerNumber>{owner}) + QStringLiteral(": probe"));
    });
    const auto number = [](const Peer& peer) { return quint64(peer.number); };
    connect(&m_core, &SignalCore::arrived, this, [this, number](const Peer& peer) {
        m_facts.append(QStringLiteral("arrived %1").arg(number(peer)));
    });
    connect(&m_core, &SignalCore::changed, this, [this, number](const Peer&, const Peer& peer) {
        m_facts.append(QStringLiteral("changed %1 %2").arg(number(peer)).arg(Wording::text(peer)));
    });
    connect(&m_core, &SignalCore::departed, this,
        [this, number](const Peer& peer, Departure why, const QString& reason) {
            m_facts.append(QStringLiteral("departed %1 %2 %3")
                               .arg(number(peer))
                               .arg(name(why), reason)
                               .trimmed());
        });
    connect(&m_core, &SignalCore::relayed, this, [this](PeerNumber sender, qsizetype receivers) {
        m_facts.append(QStringLiteral("relayed %1 to %2").arg(quint64(sender)).arg(receivers));
    });
    connect(
        &m_core, &SignalCore::refused, this, [this, number](const Peer& peer, const Fault& fault) {
            m_facts.append(QStringLiteral("refused %1 %2").arg(number(peer)).arg(name(fault.code)));
        });
}

void Dialogue::putOut(const QString& nick)
{
    setBan(nick, BanEffect::Refuse);
}

void Dialogue::mute(const QString& nick)
{
    setBan(nick, BanEffect::Mute);
}

void Dialogue::setBan(const QString& nick, BanEffect effect)
{
    m_core.setGate(nick.isEmpty() ? SignalCore::Gate() : [nick, effect](const Peer& wouldBe) {
        return wouldBe.identity.nick.startsWith(nick) ? std::optional(effect) : std::nullopt;
    });
}

void Dialogue::open(int count, const Realm& where)
{
    for (int i = 0; i < count; ++i) {
        const auto number = PeerNumber(++m_lastNumber);
        m_core.open(number, {});
        if (where.language != Language()) {
            m_core.settle(number, where, QStringLiteral("words"));
        }
    }
}

void Dialogue::say(int number, const QString& words)
{
    m_core.handle(PeerNumber(number), command(words));
}

void Dialogue::vanish(int number, Departure why)
{
    m_core.closed(PeerNumber(number), why);
}

void Dialogue::dismiss(int number, Departure why, const QString& reason)
{
    m_core.dismiss(QList<PeerNumber>{PeerNumber(number)}, why, reason);
}

void Dialogue::pass(std::chrono::milliseconds time)
{
    m_clock.advance(time);
    m_core.settleDue();
}

void Dialogue::play(const QString& steps)
{
    const QStringList all = steps.split(u';', Qt::SkipEmptyParts);
    for (const QString& step : all) {
        const QString rest = step.mid(1);
        play(step.at(0), rest.section(u' ', 0, 0).toInt(), rest.section(u' ', 1));
    }
}

void Dialogue::play(QChar kind, int number, const QString& rest)
{
    const auto language = [&rest] { return realm(rest.section(u' ', 0, 0).toInt()); };
    switch (kind.unicode()) {
    case '+':
        return open(number, rest.isEmpty() ? realm() : language());
    case '?':
        return open(number, {});
    case '@':
        return m_core.putAside(PeerNumber(number), language(),
            std::get<Join>(command(QStringLiteral("join ") + rest.section(u' ', 1))));
    case '=':
        m_core.settle(PeerNumber(number), language(), QStringLiteral("words"));
        return;
    case '-':
        return vanish(number);
    case '/':
        return vanish(number, Departure::Lost);
    case '!':
        return answer(number);
    case '~':
        return pass(std::chrono::milliseconds(number));
    case 'x':
        return dismiss(number, Departure::Kicked, rest);
    case '>':
        return say(number, rest);
    default:
        qFatal("There is no such step.");
    }
}

QString Dialogue::told(
    const std::vector<RealmPolicy>& policies, const QString& before, const QString& steps)
{
    Dialogue dialogue(policies);
    dialogue.play(before);
    dialogue.takeTold();
    dialogue.play(steps);
    return dialogue.takeTold().join(u';');
}

Command Dialogue::command(const QString& words)
{
    return Wording::command(words);
}

QString Dialogue::describe(const Event& event)
{
    return Wording::text(event);
}

QString Dialogue::name(Departure why)
{
    constexpr std::array names{"Left", "Lost", "Kicked", "Banned", "Silent", "TooSlow", "Flooding",
        "OverRate", "Garbled", "Replaced", "Refused", "PartnerLeft", "Readmitted", "BrokeProtocol",
        "HubStopped"};
    static_assert(names.size() == size_t(Departure::HubStopped) + 1);
    return QLatin1String(names.at(size_t(why)));
}

QString Dialogue::name(FaultCode code)
{
    constexpr std::array names{"not-json", "not-an-object", "no-type", "duplicate-key",
        "wrong-type", "too-long", "too-deep", "reserved-type", "id-taken", "unknown-receiver",
        "receiver-required", "not-in-room", "missing-key", "unknown-type", "bad-name", "room-full",
        "too-many-rooms", "too-many-pairings", "unknown-pairing", "not-producer", "busy",
        "not-yours", "early", "undecided", "put-out", "muted", "hub-full", "hub-has-too-many-rooms",
        "too-fast", "pin-required", "wrong-pin", "pin-locked"};
    static_assert(names.size() == size_t(FaultCode::Count));
    return QLatin1String(names.at(size_t(code)));
}

} // namespace Signalbox
