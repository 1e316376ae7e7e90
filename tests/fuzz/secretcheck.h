// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace Signalbox {

/// Whether what is shown of any message whatever is as it must be: as long as the message, changed
/// to stars at most, and where it is JSON without the PIN that stands behind it. Empty if so,
/// otherwise what is wrong.
QString complaintAboutSecrets(QByteArrayView text);

} // namespace Signalbox
