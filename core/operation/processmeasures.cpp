// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "core/operation/metrics.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <QByteArrayList>
#include <QFile>

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace Signalbox {

#ifdef Q_OS_LINUX
namespace {

/// Files of /proc have no size, and these are short.
QByteArray procText(const char* path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.read(4096) : QByteArray();
}

/// When the machine started, by its wall clock, in seconds since 1970.
std::optional<double> bootTime()
{
    timespec wall{};
    timespec sinceBoot{};
    if (::clock_gettime(CLOCK_REALTIME, &wall) != 0
        || ::clock_gettime(CLOCK_BOOTTIME, &sinceBoot) != 0) {
        return std::nullopt;
    }
    return double(wall.tv_sec - sinceBoot.tv_sec) + double(wall.tv_nsec - sinceBoot.tv_nsec) / 1e9;
}

void readStat(ProcessMeasures& measures)
{
    // proc(5): the second field is the program's name in brackets, and may hold anything.
    const QByteArray stat = procText("/proc/self/stat");
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    constexpr int firstField = 3;
    const auto field
        = [&fields](int number) { return fields.value(number - firstField).toDouble(); };
    const auto ticks = double(::sysconf(_SC_CLK_TCK));
    if (fields.size() < 22 || ticks <= 0) {
        return;
    }
    measures.cpuSeconds = (field(14) + field(15)) / ticks;
    measures.residentBytes = qint64(field(24)) * ::sysconf(_SC_PAGESIZE);
    if (const std::optional<double> boot = bootTime()) {
        measures.startedAt = *boot + field(22) / ticks;
    }
}

std::optional<int> countDescriptors()
{
    DIR* folder = ::opendir("/proc/self/fd");
    if (folder == nullptr) {
        return std::nullopt;
    }
    int entries = 0;
    while (::readdir(folder) != nullptr) {
        ++entries;
    }
    ::closedir(folder);
    return entries - 3; // ".", ".." and the one that was open for looking
}

} // namespace

ProcessMeasures measureProcess()
{
    ProcessMeasures measures;
    readStat(measures);
    measures.openDescriptors = countDescriptors();
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        measures.mostDescriptors = int(limit.rlim_cur);
    }
    return measures;
}
#else
ProcessMeasures measureProcess()
{
    return {};
}
#endif

} // namespace Signalbox
