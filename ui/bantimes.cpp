// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "ui/bantimes.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace Signalbox {

namespace {

using std::chrono::milliseconds;

struct BanTimes
{
    Q_DECLARE_TR_FUNCTIONS(BanTimes)
};

} // namespace

void addBanTimes(QComboBox& box, milliseconds chosen)
{
    addBanTime(box, BanTimes::tr("10 minutes"), usualBan);
    addBanTime(box, BanTimes::tr("1 hour"), std::chrono::hours(1));
    addBanTime(box, BanTimes::tr("Today, until midnight"), untilDayEnds);
    addBanTime(box, BanTimes::tr("For ever"), Forever);
    box.setCurrentIndex(box.findData(static_cast<qlonglong>(chosen.count())));
}

void addBanTime(QComboBox& box, const QString& text, milliseconds time)
{
    box.addItem(text, static_cast<qlonglong>(time.count()));
}

milliseconds chosenBanTime(const QComboBox& box)
{
    const milliseconds time(box.currentData().toLongLong());
    return time == untilDayEnds ? untilMidnight(QDateTime::currentDateTime()) : time;
}

milliseconds untilMidnight(const QDateTime& now)
{
    const QDateTime midnight = now.date().addDays(1).startOfDay();
    return std::max(milliseconds(1), milliseconds(now.msecsTo(midnight)));
}

} // namespace Signalbox
