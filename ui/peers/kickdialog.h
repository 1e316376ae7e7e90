// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/peer.h"

#include <QDialog>
#include <QList>
#include <QStringList>

#include <chrono>

class QCheckBox;
class QComboBox;
class QLabel;

namespace Signalbox {

/// Whom a kick is meant for, as they were when it was asked for: rows may change places meanwhile.
struct KickTarget
{
    Peer peer;
    QString name; ///< cleaned, as the rest
    QString id;
    QString address;
};

/// Asks why these peers are to go, and for how long they are not to come back. The reason is what
/// they are told. It says by what they will be known again, and who else would be taken for them.
///
/// Thread: GUI. Owner: the main window, until it is closed.
class KickDialog : public QDialog
{
    Q_OBJECT

public:
    /// Alike: connected, not meant, and yet not to be told from those who are.
    KickDialog(const QList<KickTarget>& targets, const QList<KickTarget>& alike,
        const QStringList& reasons, QWidget* parent);

    /// Those who are to go: the targets, and those who are like them unless they are spared.
    QList<KickTarget> chosen() const;
    const QList<KickTarget>& targets() const { return m_targets; }
    QString reason() const;

    /// Zero: they may come back, as where others are spared whom the hub would take for them.
    std::chrono::milliseconds refuseFor() const;

private:
    QWidget* makeList();
    QWidget* makeForm(const QStringList& reasons);
    bool areOthersSpared() const;
    void updateWords();
    QString knownAgainText() const;

    QList<KickTarget> m_targets;
    QList<KickTarget> m_alike;
    QComboBox* m_reason;
    QComboBox* m_refuseFor;
    QLabel* m_words;
    QCheckBox* m_withAlike;
};

} // namespace Signalbox
