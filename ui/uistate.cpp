// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/uistate.h"

#include <QHeaderView>
#include <QSettings>
#include <QSplitter>
#include <QWidget>

namespace Signalbox {

namespace {

/// Raised whenever columns or panes change their meaning.
constexpr int layoutVersion = 2;

QString fullKey(const QString& key)
{
    return QStringLiteral("window/v%1/%2").arg(layoutVersion).arg(key);
}

const QString geometryKey = QStringLiteral("geometry");

} // namespace

UiState::UiState(QSettings& settings)
    : m_settings(settings)
{ }

void UiState::saveGeometry(const QWidget& window)
{
    if (window.testAttribute(Qt::WA_WState_Created)) {
        m_settings.setValue(fullKey(geometryKey), window.saveGeometry());
    }
}

bool UiState::restoreGeometry(QWidget& window) const
{
    return window.restoreGeometry(bytes(geometryKey));
}

void UiState::save(const QString& key, const QSplitter& splitter)
{
    m_settings.setValue(fullKey(key), splitter.saveState());
}

bool UiState::restore(const QString& key, QSplitter& splitter) const
{
    return splitter.restoreState(bytes(key));
}

void UiState::save(const QString& key, const QHeaderView& header)
{
    m_settings.setValue(fullKey(key), header.saveState());
}

bool UiState::restore(const QString& key, QHeaderView& header) const
{
    const QByteArray state = bytes(key);
    if (state.isEmpty() || !header.restoreState(state)) {
        return false;
    }
    // A table in which nothing can be seen has no header either to bring a column back.
    if (header.hiddenSectionCount() == header.count()) {
        header.setSectionHidden(0, false);
    }
    return true;
}

void UiState::saveText(const QString& key, const QString& text)
{
    m_settings.setValue(fullKey(key), text);
}

QString UiState::text(const QString& key) const
{
    return m_settings.value(fullKey(key)).toString();
}

void UiState::saveList(const QString& key, const QStringList& list)
{
    m_settings.setValue(fullKey(key), list);
}

QStringList UiState::list(const QString& key) const
{
    return m_settings.value(fullKey(key)).toStringList();
}

QByteArray UiState::bytes(const QString& key) const
{
    return m_settings.value(fullKey(key)).toByteArray();
}

} // namespace Signalbox
