// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/dialects/guides.h"

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace Signalbox {

/// How programs of each dialect are pointed at the hub: the address they are told, and a small
/// program that works, both to be copied. It knows no dialect beyond what the guides say.
///
/// Thread: GUI. Owner: the share bar, until it is closed.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(const QList<Guide>& guides, QWidget* parent = nullptr);

    /// Which guide is shown, by its place in the list.
    int shown() const;
    void choose(int guide);

private:
    QWidget* makeList();
    QWidget* makeGuide();
    void fill(int guide);

    QList<Guide> m_guides;
    QListWidget* m_list;
    QLineEdit* m_url;
    QPushButton* m_copyUrl;
    QPlainTextEdit* m_snippet;
    QPushButton* m_copySnippet;
};

} // namespace Signalbox
