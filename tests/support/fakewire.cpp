// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/support/fakewire.h"

namespace Signalbox {

void FakeWire::send(const Frame& frame)
{
    done.append(frame.text().toByteArray());
}

void FakeWire::ping()
{
    done.append("ping");
}

void FakeWire::close(quint16 code, const QString& reason)
{
    done.append("close " + QByteArray::number(code) + ' ' + reason.toUtf8());
}

} // namespace Signalbox
