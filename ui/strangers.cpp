// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/strangers.h"

#include "core/hub.h"
#include "ui/hubcontrol.h"
#include "ui/messagebar.h"
#include "ui/plaintext.h"

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype nameLength = 80;
const QString questionId = QStringLiteral("stranger");

} // namespace

QString strangerText(const Stranger& stranger)
{
    const QString name = isolated(plain(stranger.name, nameLength));
    const QString address = isolated(plain(stranger.address));
    return stranger.kind == Stranger::Kind::Site
        ? Strangers::tr(
            "The web page %1 wanted to connect, %Ln time(s), from %2.", nullptr, stranger.times)
              .arg(name, address)
        : Strangers::tr("A browser wanted to reach this hub by the name %1, %Ln time(s), from %2.",
            nullptr, stranger.times)
              .arg(name, address);
}

Strangers::Strangers(Hub& hub, HubControl& control, MessageBar& bar, QObject* parent)
    : QObject(parent)
    , m_hub(hub)
    , m_control(control)
    , m_bar(bar)
{ }

void Strangers::apply(const SnapshotPtr& snapshot)
{
    const auto& strangers = snapshot->strangers;
    const auto isThere = [&strangers](const QString& name) {
        return std::any_of(strangers.cbegin(), strangers.cend(),
            [&name](const Stranger& stranger) { return stranger.name == name; });
    };
    m_answered.removeIf([&isThere](const QString& name) { return !isThere(name); });
    if (!m_asked.isEmpty() && !m_bar.has(questionId)) {
        m_answered.insert(m_asked); // closed without an answer: not again for the same
        m_asked.clear();
    }
    if (!m_asked.isEmpty() && !isThere(m_asked)) {
        close();
    }
    for (const Stranger& stranger : strangers) {
        const bool isNext = m_asked.isEmpty() && !m_answered.contains(stranger.name);
        if (isNext || stranger.name == m_asked) {
            ask(stranger);
            return;
        }
    }
}

void Strangers::ask(const Stranger& stranger)
{
    m_asked = stranger.name;
    m_bar.post({questionId, BarMessage::Severity::Question, strangerText(stranger),
        {{tr("Allow"), [this, stranger] { allow(stranger); }},
            {tr("Ignore"), [this, stranger] { ignore(stranger); }}}});
}

void Strangers::allow(const Stranger& stranger)
{
    HubConfig config = m_control.config();
    QStringList& allowed = stranger.kind == Stranger::Kind::Site ? config.admission.allowedSites
                                                                 : config.admission.hostNames;
    if (!allowed.contains(stranger.name)) {
        allowed += stranger.name;
    }
    m_answered.insert(stranger.name);
    close();
    m_control.setConfig(config);
    Q_EMIT said(tr("Allowed: %1. It can connect from now on.")
                    .arg(isolated(plain(stranger.name, nameLength))));
}

void Strangers::ignore(const Stranger& stranger)
{
    m_answered.insert(stranger.name);
    m_hub.ignoreStranger(stranger.name);
    close();
}

void Strangers::close()
{
    m_asked.clear();
    m_bar.withdraw(questionId);
}

} // namespace Signalbox
