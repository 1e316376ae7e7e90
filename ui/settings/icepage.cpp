// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/settings/icepage.h"

#include "core/iceservers.h"
#include "ui/plaintext.h"
#include "ui/settings/formparts.h"
#include "ui/settings/settingchecks.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>

#include <optional>
#include <variant>

namespace Signalbox {

namespace {

constexpr int shownLines = 6;

bool isWord(const QString& text)
{
    static const QRegularExpression shape(QStringLiteral(R"(\A\S+\z)"));
    return shape.match(text).hasMatch();
}

/// "URL[,URL…] [NAME PASSWORD]", or nothing where that would not be read back as the same.
std::optional<QString> lineOf(const QJsonObject& server)
{
    const QJsonValue urls = server.value(u"urls");
    QStringList words;
    QStringList all;
    for (const QJsonValue& url : urls.isString() ? QJsonArray{urls} : urls.toArray()) {
        all += url.toString();
    }
    words += all.join(u',');
    if (server.contains(u"username") || server.contains(u"credential")) {
        words += server.value(u"username").toString();
        words += server.value(u"credential").toString();
    }
    for (const QString& word : words) {
        if (!isWord(word)) {
            return std::nullopt;
        }
    }
    return words.join(u' ');
}

std::optional<QString> textOf(const QJsonArray& servers)
{
    QStringList lines;
    for (const QJsonValue& server : servers) {
        const std::optional<QString> line = lineOf(server.toObject());
        if (!line) {
            return std::nullopt;
        }
        lines += *line;
    }
    return lines.join(u'\n');
}

std::optional<QJsonObject> serverOf(const QString& line)
{
    const QStringList words = line.simplified().split(u' ');
    if (words.size() != 1 && words.size() != 3) {
        return std::nullopt;
    }
    const QStringList urls = words.constFirst().split(u',');
    QJsonObject server;
    server.insert(u"urls",
        urls.size() == 1 ? QJsonValue(urls.constFirst())
                         : QJsonValue(QJsonArray::fromStringList(urls)));
    if (words.size() == 3) {
        server.insert(u"username", words.at(1));
        server.insert(u"credential", words.at(2));
    }
    const bool isGood = std::holds_alternative<QByteArray>(iceServersFromJson(QJsonArray{server}));
    return isGood ? std::optional(server) : std::nullopt;
}

} // namespace

IcePage::IcePage(QWidget* parent)
    : SettingsPage(tr("WebRTC servers"), QStringLiteral("connect"), parent)
    , m_servers(new QPlainTextEdit(this))
    , m_problem(problemLabel("iceProblem", this))
    , m_note(explanation(tr("Some of these cannot be written in one line each. They are changed in "
                            "the configuration file (\"ice-servers\")."),
          this))
{
    m_servers->setObjectName(QStringLiteral("iceServers"));
    m_servers->setTabChangesFocus(true);
    m_servers->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_servers->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_servers->setAccessibleName(tr("STUN and TURN servers"));
    m_servers->setPlaceholderText(
        QStringLiteral("stun:192.168.1.20:3478\nturn:192.168.1.20 name password"));
    m_servers->setMinimumHeight(m_servers->fontMetrics().lineSpacing() * shownLines);
    m_note->hide();
    QFormLayout* form = makeFormLayout(this);
    form->addRow(explanation(
        tr("Clients are told of these STUN and TURN servers, one a line. Devices in one network "
           "find each other without any."),
        this));
    form->addRow(m_servers);
    form->addRow(m_problem);
    form->addRow(m_note);
    form->addRow(explanation(
        tr("Behind the address of a TURN server stand a name and a password, which everybody who "
           "comes in is told. What changes here takes effect when the hub starts anew."),
        this));
    addStretch(*form);
    addField({QStringLiteral("ice-servers"), m_servers,
        [this](const HubConfig& config) { showServers(config); },
        [this](HubConfig& config) { takeServers(config); }});
    connect(m_servers, &QPlainTextEdit::textChanged, this, &IcePage::check);
}

void IcePage::showServers(const HubConfig& config)
{
    const QJsonDocument document = QJsonDocument::fromJson(config.iceServers);
    const std::optional<QString> lines = textOf(document.array());
    m_asRead = lines.value_or(QString::fromUtf8(document.toJson()).trimmed());
    m_servers->setReadOnly(!lines);
    m_note->setVisible(!lines);
    m_servers->setPlainText(m_asRead);
}

void IcePage::takeServers(HubConfig& config) const
{
    if (m_servers->toPlainText() == m_asRead) {
        return; // as it was, to the byte
    }
    QJsonArray servers;
    for (const QString& line : linesOf(m_servers->toPlainText())) {
        if (const std::optional<QJsonObject> server = serverOf(line)) {
            servers.append(*server);
        }
    }
    const IceServersOrError written = iceServersFromJson(servers);
    if (const auto* bytes = std::get_if<QByteArray>(&written)) {
        config.iceServers = *bytes;
    }
}

QString IcePage::problem() const
{
    if (m_servers->isReadOnly()) {
        return {};
    }
    QJsonArray servers;
    for (const QString& line : linesOf(m_servers->toPlainText())) {
        const std::optional<QJsonObject> server = serverOf(line);
        if (!server) {
            return tr("%1 is not a server, such as stun:192.168.1.20, or turn:192.168.1.20 with a "
                      "name and a password.")
                .arg(isolated(plain(line, 80)));
        }
        servers.append(*server);
    }
    return std::holds_alternative<QByteArray>(iceServersFromJson(servers))
        ? QString()
        : tr("These are too many servers, or they are too long.");
}

void IcePage::check()
{
    showProblem(*m_problem, problem());
    Q_EMIT edited();
}

} // namespace Signalbox
