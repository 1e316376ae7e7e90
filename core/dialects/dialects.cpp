// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/dialects/dialects.h"

#include "core/dialects/ayame.h"
#include "core/dialects/datachannel.h"
#include "core/dialects/gstsimple.h"
#include "core/dialects/gstwebrtc.h"
#include "core/dialects/matchbox.h"
#include "core/dialects/peerjs.h"
#include "core/dialects/seed.h"
#include "core/dialects/undecided.h"
#include "core/dialects/webtorrent.h"
#include "core/dialects/ywebrtc.h"

namespace Signalbox {

Dialects::Dialects(const DialectSettings& settings)
{
    const auto put = [this](Language language, std::unique_ptr<Dialect> dialect) {
        m_dialects[size_t(language)] = std::move(dialect);
    };
    put(Languages::Undecided, std::make_unique<Undecided>());
    put(Languages::Signalbox, std::make_unique<Seed>(settings));
    put(Languages::PeerJs, std::make_unique<PeerJs>());
    put(Languages::YWebrtc, std::make_unique<YWebrtc>());
    put(Languages::DataChannel, std::make_unique<DataChannel>());
    put(Languages::GstWebrtc, std::make_unique<GstWebrtc>());
    put(Languages::WebTorrent, std::make_unique<WebTorrent>());
    put(Languages::Ayame, std::make_unique<Ayame>(settings));
    put(Languages::GstSimple, std::make_unique<GstSimple>());
    put(Languages::Matchbox, std::make_unique<Matchbox>());
}

std::vector<RealmPolicy> Dialects::policies() const
{
    std::vector<RealmPolicy> policies;
    for (const std::unique_ptr<Dialect>& dialect : m_dialects) {
        policies.push_back(dialect->policy());
    }
    return policies;
}

} // namespace Signalbox
