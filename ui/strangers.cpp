// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/strangers.h"

#include "core/admission/writtennames.h"
#include "core/hub.h"
#include "ui/hubcontrol.h"
#include "ui/messagebar.h"
#include "ui/plaintext.h"

#include <algorithm>

namespace Signalbox {

namespace {

constexpr qsizetype nameLength = 60;
constexpr qsizetype wholeLength = 600; ///< longer than any that is told
const QString questionId = QStringLiteral("stranger");

/// Who owns a site or name is said by its end; whoever asks may choose any beginning.
QString withItsEnd(const QString& name)
{
    const QString whole = plain(name, wholeLength);
    if (whole.size() <= nameLength) {
        return isolated(whole);
    }
    const QLatin1String mark("://");
    const qsizetype scheme = whole.indexOf(mark);
    const QString begin = scheme < 0 ? QString() : whole.first(scheme + mark.size());
    return isolated(begin + u'…' + whole.last(nameLength - begin.size()));
}

/// others: those about whom it will be asked afterwards.
QString questionAbout(const Stranger& stranger, int others)
{
    const QString name = withItsEnd(stranger.name);
    const QString address = isolated(plain(stranger.address));
    QString text = stranger.kind == Stranger::Kind::Site
        ? Strangers::tr("The web page %1 wanted to connect and was refused (%Ln time(s), last from "
                        "%2). If you allow it, all pages of that site can connect from now on.",
            nullptr, stranger.times)
              .arg(name, address)
        : Strangers::tr("A browser asked for this hub by the name %1 and was refused (%Ln time(s), "
                        "last from %2). Allow it only if you have given the hub this name.",
            nullptr, stranger.times)
              .arg(name, address);
    if (others > 0) {
        text += u' ' + Strangers::tr("%Ln more wait(s) for an answer.", nullptr, others);
    }
    return text;
}

} // namespace

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
    const Stranger* next = nullptr;
    int unanswered = 0;
    for (const Stranger& stranger : strangers) {
        if (m_answered.contains(stranger.name)) {
            continue;
        }
        ++unanswered;
        if (stranger.name == m_asked || (m_asked.isEmpty() && !next)) {
            next = &stranger;
        }
    }
    if (next) {
        ask(*next, unanswered - 1);
    }
}

void Strangers::ask(const Stranger& stranger, int others)
{
    m_asked = stranger.name;
    m_bar.post({questionId, BarMessage::Severity::Question, questionAbout(stranger, others),
        {{tr("Allow"), [this, stranger] { allow(stranger); }},
            {tr("Ignore"), [this, stranger] { ignore(stranger); }}},
        plain(stranger.name, wholeLength)});
}

void Strangers::allow(const Stranger& stranger)
{
    HubConfig config = m_control.config();
    QStringList& allowed = stranger.kind == Stranger::Kind::Site ? config.admission.allowedSites
                                                                 : config.admission.hostNames;
    if (!allowed.contains(stranger.name)) {
        if (allowed.size() >= MostListed) {
            Q_EMIT said(tr("Not allowed: the list in the settings is full."));
            return;
        }
        allowed += stranger.name;
    }
    m_answered.insert(stranger.name);
    close();
    m_control.setConfig(config);
    Q_EMIT said(tr("Allowed: %1. It can connect from now on.").arg(withItsEnd(stranger.name)));
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
