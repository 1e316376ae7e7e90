// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "tests/fuzz/secretcheck.h"

#include "core/link/secrets.h"
#include "tests/fuzz/jsonreference.h"

namespace Signalbox {

namespace {

constexpr QByteArrayView pin = "942317";

QString complaintAboutShown(const QByteArray& text, qsizetype start)
{
    QByteArray shown = text;
    shown.detach(); // in an allocation of its own
    hideSecrets(shown, start);
    if (shown.size() != text.size()) {
        return QStringLiteral("what is shown has another length");
    }
    if (shown.first(start) != text.first(start)) {
        return QStringLiteral("what comes before was changed");
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (shown[i] != text[i] && shown[i] != '*') {
            return QStringLiteral("something else than a star was put in");
        }
    }
    return {};
}

/// A PIN as a member behind the text, as a string and as a number.
QString complaintAboutPinBehind(QByteArrayView text)
{
    for (const QByteArray& quote : {QByteArray("\""), QByteArray()}) {
        const QByteArray message
            = "[" + text.toByteArray() + ",{\"pin\":" + quote + pin.toByteArray() + quote + "}]";
        const bool isJson
            = JsonReference::valueOf(message).has_value() && !JsonReference::isLax(message);
        QByteArray shown = message;
        hideSecrets(shown);
        if (isJson && !text.contains(pin) && shown.contains(pin)) {
            return QStringLiteral("a PIN is shown");
        }
    }
    return {};
}

} // namespace

QString complaintAboutSecrets(QByteArrayView text)
{
    const QByteArray bytes = text.toByteArray();
    for (qsizetype start : {qsizetype(0), bytes.size() / 2}) {
        if (QString complaint = complaintAboutShown(bytes, start); !complaint.isEmpty()) {
            return complaint;
        }
    }
    return complaintAboutPinBehind(text);
}

} // namespace Signalbox
