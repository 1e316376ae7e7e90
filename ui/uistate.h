// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

class QHeaderView;
class QSettings;
class QSplitter;
class QWidget;

namespace Signalbox {

/// How the window looked when it was last seen, remembered per profile. What was stored by another
/// version of the layout is ignored, and what was never shown is never stored: its sizes are not
/// what anybody chose.
///
/// Thread: GUI. Owner: the main window.
class UiState
{
public:
    explicit UiState(QSettings& settings);

    void saveGeometry(const QWidget& window);
    bool restoreGeometry(QWidget& window) const;

    void save(const QString& key, const QSplitter& splitter);
    bool restore(const QString& key, QSplitter& splitter) const;

    void save(const QString& key, const QHeaderView& header);
    bool restore(const QString& key, QHeaderView& header) const;

    void saveText(const QString& key, const QString& text);
    QString text(const QString& key) const;

    void saveList(const QString& key, const QStringList& list);
    QStringList list(const QString& key) const;

private:
    QByteArray bytes(const QString& key) const;

    QSettings& m_settings;
};

} // namespace Signalbox
