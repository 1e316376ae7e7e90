// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/share/addressnews.h"

#include "ui/messagebar.h"
#include "ui/share/sharebar.h"

#include <algorithm>

namespace Signalbox {

namespace {

const QString addressId = QStringLiteral("address");

} // namespace

AddressNews::AddressNews(ShareBar& share, MessageBar& messages, QObject* parent)
    : QObject(parent)
    , m_share(share)
    , m_messages(messages)
{
    connect(&share, &ShareBar::pageUrlChanged, this, &AddressNews::onChosen);
}

void AddressNews::onStateChanged(const HubState& state)
{
    if (state.phase != HubState::Phase::Listening) {
        m_shown.clear();
        m_messages.withdraw(addressId);
        return;
    }
    const Endpoint* endpoint = m_share.shared();
    if (!endpoint || endpoint->onlyThisMachine) {
        return; // without a network there is no other address, only none
    }
    const QString before = m_shown;
    m_shown = endpoint->address;
    if (!before.isEmpty() && before != m_shown) {
        const bool isOldThere = std::any_of(state.endpoints.cbegin(), state.endpoints.cend(),
            [&before](const Endpoint& one) { return one.address == before; });
        say(m_share.pageUrl(), isOldThere);
    }
}

/// Who chooses an address knows of it.
void AddressNews::onChosen()
{
    const Endpoint* endpoint = m_share.shared();
    if (endpoint && !endpoint->onlyThisMachine) {
        m_shown = endpoint->address;
    }
    m_messages.withdraw(addressId);
}

void AddressNews::say(const QString& address, bool isOldThere)
{
    const QString text = isOldThere
        ? tr("There is a better address: %1. Codes and links that were shown before still work.")
        : tr("The address has changed: %1. Codes and links that were shown before no longer "
             "work.");
    m_messages.post({addressId, BarMessage::Severity::Info, text.arg(address),
        {{tr("Show the new code"), [this] {
              m_messages.withdraw(addressId);
              m_share.showToAll();
          }}}});
}

} // namespace Signalbox
