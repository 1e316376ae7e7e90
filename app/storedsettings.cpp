// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "app/storedsettings.h"

#include "app/configfile.h"
#include "core/operation/generations.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace Signalbox {

namespace {

QString nameOf(const QString& path)
{
    return QStringLiteral("Settings file \"%1\"").arg(path);
}

} // namespace

StoredSettings::StoredSettings(const QString& path, QObject* parent)
    : QObject(parent)
    , m_file(path)
    , m_path(path)
{
    connect(&m_file, &KeptText::trouble, this, [this](const QString& sentence) {
        m_trouble = sentence;
        Q_EMIT trouble(sentence);
    });
}

SayingsOrError StoredSettings::load(KeptText::Leftovers leftovers)
{
    Sayings found;
    const std::optional<QString> problem = m_file.load(
        [this, &found](const QByteArray& text) -> std::optional<QString> {
            const SayingsOrError read = readConfigText(text, nameOf(m_path));
            if (const auto* error = std::get_if<UsageError>(&read)) {
                return error->text;
            }
            found = std::get<Sayings>(read);
            return std::nullopt;
        },
        leftovers);
    m_mayWrite = !problem;
    if (problem) {
        return UsageError{*problem};
    }
    m_kept = found.asObject();
    return found;
}

SayingsOrError StoredSettings::read(const QString& path)
{
    // As load() leaves them: where the newest was damaged, only the one before it has its name.
    for (const QString& file : {path, Generations(path).previous()}) {
        if (QFileInfo::exists(file)) {
            return readConfigFile(file);
        }
    }
    return Sayings();
}

void StoredSettings::whenSettled(const std::function<void()>& then)
{
    m_file.whenWritten([this, then, before = m_savings](bool) {
        if (m_savings == before) {
            then();
        } else { // something was decided meanwhile
            whenSettled(then);
        }
    });
}

SayingsOrError StoredSettings::readAgain()
{
    if (!m_mayWrite) { // its owner may have mended it
        SayingsOrError found = load();
        if (m_mayWrite) {
            Q_EMIT trouble(m_trouble);
        }
        return found;
    }
    if (m_isUnwritten) {
        return readConfigText(QJsonDocument(m_kept).toJson(), nameOf(m_path));
    }
    SayingsOrError found = read(m_path);
    if (const auto* sayings = std::get_if<Sayings>(&found)) {
        m_kept = sayings->asObject();
    } else {
        m_mayWrite = false; // the next decision would push the good generation out
    }
    return found;
}

void StoredSettings::keep(const HubConfig& decided)
{
    const QJsonObject old = writtenSettings(m_inForce);
    m_inForce.hub = decided;
    const QJsonObject wanted = writtenSettings(m_inForce);
    bool changed = false;
    for (auto member = wanted.begin(); member != wanted.end(); ++member) {
        if (old.value(member.key()) != member.value()) {
            m_kept.insert(member.key(), member.value());
            changed = true;
        }
    }
    if (changed && m_mayWrite) {
        ++m_savings;
        m_file.save(QJsonDocument(m_kept).toJson(QJsonDocument::Indented));
        m_file.whenWritten([this](bool isWritten) { m_isUnwritten = !isWritten; });
    }
}

} // namespace Signalbox
