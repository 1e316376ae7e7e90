// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/signal/snapshot.h"
#include "ui/bans/foresight.h"

#include <QDialog>
#include <QList>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Signalbox {

/// Asks whom to ban, how, why and for how long, and shows before that whom it would hit at present.
///
/// Thread: GUI. Owner: the main window, until it is closed.
class BanDialog : public QDialog
{
    Q_OBJECT

public:
    /// What the dialog begins with.
    struct Draft
    {
        QList<Peer> peers; ///< whom it is about; empty: nobody in particular
        BanOrder order; ///< of the peers, kind and pattern are filled in as they are chosen
        bool isEdit = false; ///< of a ban in force, whose time that is left can be kept
        QStringList hubAddresses; ///< the hub's own
    };

    BanDialog(const Draft& draft, QWidget* parent);

    /// Whom it would hit changes as they come and go.
    void apply(const SnapshotPtr& snapshot);

    /// As chosen; several where several peers are meant.
    QList<BanOrder> orders() const;

private:
    QWidget* makeForm();
    void fillKinds();
    void fillTimes();
    void onKindChosen();
    void update();
    void showHits();

    BanRule::Kind kind() const;
    QString patternFor(BanRule::Kind kind) const;
    BanEffect effect() const;
    QList<BanRule> rules() const;
    QString problem() const;

    Draft m_draft;
    SnapshotPtr m_snapshot;
    Foresight m_foresight;
    QComboBox* m_kind;
    QLineEdit* m_pattern;
    QLabel* m_patternLabel;
    QComboBox* m_effect;
    QLineEdit* m_reason;
    QComboBox* m_time;
    QLabel* m_problem;
    QLabel* m_hits;
    QPushButton* m_accept;
};

} // namespace Signalbox
