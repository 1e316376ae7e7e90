// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/housekeeping.h"

#include "app/profile.h"
#include "core/operation/checkup.h"

#include <QJsonArray>
#include <QPointer>
#include <QProcessEnvironment>

#include <algorithm>
#include <utility>

namespace Signalbox {

namespace {

using namespace std::chrono_literals;
using Phase = HubState::Phase;

/// How often it is looked whether somebody is connected.
constexpr std::chrono::milliseconds usualBeat = 5s;

/// What the hub's troubles are about.
const QString aboutSettings = QStringLiteral("settings");
const QString aboutFolder = QStringLiteral("folder");
const QString aboutLog = QStringLiteral("log");

} // namespace

Housekeeping::Housekeeping(Hub& hub, const StateLock& lock, const ProgramOptions& options,
    OptionsReader readAgain, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_lock(lock)
    , m_profile(options.profile)
    , m_readAgain(std::move(readAgain))
    , m_config(options.configuration.hub)
    , m_desk(hub)
    , m_notice(QProcessEnvironment::systemEnvironment())
{
    connect(&m_desk, &CtlDesk::stopRequested, this, &Housekeeping::stopRequested);
    connect(&m_hangup, &Hangup::terminalGone, this, &Housekeeping::stopRequested);
    connect(&m_hangup, &Hangup::reloadRequested, this, &Housekeeping::reload);
    connect(&m_hub, &Hub::happened, this, [this](const QList<Happening>& happenings) {
        if (m_log) {
            m_log->onHappened(happenings);
        }
    });
    m_beat.setInterval(std::min(usualBeat, m_notice.watchdogPause().value_or(usualBeat)));
    connect(&m_beat, &QTimer::timeout, this, &Housekeeping::beat);
    setSettingsTrouble(options.storedTrouble);
}

Housekeeping::~Housekeeping() = default;

HubConfig Housekeeping::takePlace()
{
    m_config.stateFolder.clear();
    switch (m_lock.outcome()) {
    case StateLock::Outcome::Held:
        m_config.stateFolder = m_lock.folder();
        clearLeftoversIn(m_lock.folder());
        listenForCtl(m_lock.folder());
        break;
    case StateLock::Outcome::Taken:
        m_hub.setTrouble(aboutFolder,
            QStringLiteral("Another hub has the profile \"%1\". This one does without its bans and "
                           "certificates, keeps none, and ctl does not reach it; a --profile of "
                           "its own gives it all that.")
                .arg(m_profile));
        break;
    case StateLock::Outcome::NoFolder:
        m_hub.setTrouble(aboutFolder,
            QStringLiteral("The folder \"%1\" cannot be used: bans and certificates are not kept.")
                .arg(m_lock.folder()));
        break;
    }
    setLog(m_config.log);
    m_beat.start();
    return m_config;
}

void Housekeeping::listenForCtl(const QString& folder)
{
    m_ctl = std::make_unique<CtlServer>(ctlSocket(m_profile, folder),
        [this](const QJsonObject& request, const CtlServer::Reply& reply) {
            m_desk.handle(request, reply);
        });
    if (const QString problem = m_ctl->listen(); !problem.isEmpty()) {
        Q_EMIT said(problem);
    }
    for (const QString& warning : warningsAboutFilesOf(m_config)) {
        Q_EMIT said(warning);
    }
}

void Housekeeping::setLog(const QString& path)
{
    if (path == m_logPath) {
        return;
    }
    m_logPath = path;
    m_hub.setTrouble(aboutLog, {}); // that was another file's
    const bool wasKept = m_log != nullptr;
    if (path.isEmpty()) {
        m_log.reset();
        if (wasKept) {
            m_hub.unwatch();
        }
        return;
    }
    m_log = std::make_unique<EventLog>(path);
    connect(m_log.get(), &EventLog::trouble, this,
        [this](const QString& sentence) { m_hub.setTrouble(aboutLog, sentence); });
    if (!wasKept) { // else what happens meanwhile would be told to nobody
        m_hub.watch();
    }
    if (m_state.phase == Phase::Listening) {
        noteListening(); // and so it is known at once whether it can be written
    }
}

void Housekeeping::setSettingsTrouble(const QString& sentence)
{
    m_hub.setTrouble(aboutSettings, sentence);
}

void Housekeeping::note(const QString& kind, const QJsonObject& details)
{
    if (m_log) {
        m_log->note(kind, details);
    }
}

void Housekeeping::noteListening()
{
    note(QStringLiteral("hub-listening"), {{QStringLiteral("port"), m_state.port}});
}

void Housekeeping::follow(const HubState& state)
{
    const HubState before = m_state;
    m_state = state;
    noteTroubles(before.troubles);
    if (state.phase == before.phase) {
        return;
    }
    switch (state.phase) {
    case Phase::Listening:
        noteListening();
        m_notice.ready(statusText());
        break;
    case Phase::Stopping:
        note(QStringLiteral("hub-stopping"));
        m_notice.status(QStringLiteral("Saying goodbye"));
        break;
    case Phase::Stopped:
        note(QStringLiteral("hub-stopped"));
        m_notice.stopping();
        break;
    case Phase::Failed:
        note(QStringLiteral("hub-failed"), {{QStringLiteral("detail"), state.failure.systemText}});
        break;
    case Phase::Starting:
        break;
    }
}

void Housekeeping::noteTroubles(const Troubles& before)
{
    for (auto trouble = m_state.troubles.begin(); trouble != m_state.troubles.end(); ++trouble) {
        if (before.value(trouble.key()) != *trouble) {
            if (trouble.key() != aboutLog) { // which cannot take it
                note(QStringLiteral("trouble"), {{QStringLiteral("detail"), *trouble}});
            }
            Q_EMIT said(*trouble);
        }
    }
}

void Housekeeping::reload()
{
    m_notice.reloading();
    m_readAgain([self = QPointer(this)](const OptionsOrError& found) {
        if (self) {
            self->take(found);
        }
    });
}

void Housekeeping::take(const OptionsOrError& found)
{
    if (const auto* error = std::get_if<UsageError>(&found)) {
        Q_EMIT said(error->text + QStringLiteral(" What held before goes on to hold."));
        note(QStringLiteral("configuration-refused"), {{QStringLiteral("detail"), error->text}});
    } else {
        auto read = std::get<ProgramOptions>(found);
        read.configuration.hub.stateFolder = m_config.stateFolder; // held by the lock, so it stays
        m_config = read.configuration.hub;
        m_hub.configure(m_config);
        Q_EMIT reconfigured(read);
        setLog(m_config.log);
        note(QStringLiteral("configuration-read"));
    }
    if (m_log) {
        m_log->reopen();
    }
    m_notice.ready(statusText());
}

void Housekeeping::beat()
{
    m_hub.inquire([self = QPointer(this)](int connections) {
        if (!self) {
            return;
        }
        const bool changed = self->m_connections != connections;
        self->m_connections = connections;
        self->m_inhibitor.setAwake(connections > 0);
        if (self->m_notice.watchdogPause()) {
            self->m_notice.isAlive();
        }
        if (changed && self->m_state.phase == Phase::Listening) {
            self->m_notice.status(self->statusText());
        }
    });
}

QString Housekeeping::statusText() const
{
    return QStringLiteral("Port %1, connections: %2").arg(m_state.port).arg(m_connections);
}

} // namespace Signalbox
