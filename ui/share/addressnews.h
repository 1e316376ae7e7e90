// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hubconfig.h"

#include <QObject>
#include <QString>

namespace Signalbox {

class MessageBar;
class ShareBar;

/// Says so when others reach the hub under another address than the one that was shown, as when
/// the computer changed the network: what they wrote down or scanned may lead nowhere.
///
/// Thread: GUI. Owner: Decisions.
class AddressNews : public QObject
{
    Q_OBJECT

public:
    AddressNews(ShareBar& share, MessageBar& messages, QObject* parent = nullptr);

    /// After the share bar has been told.
    void onStateChanged(const HubState& state);

private:
    void onChosen();
    void say(const QString& address, bool isOldThere);

    ShareBar& m_share;
    MessageBar& m_messages;
    QString m_shown; ///< the last that others could use; empty: there was none in this run
};

} // namespace Signalbox
