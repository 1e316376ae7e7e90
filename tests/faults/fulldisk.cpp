// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT

// A disk without room, for whoever loads this library before the system's: a real one would want
// privileges that not every machine gives to tests. SIGNALBOX_FULL_DISK names a folder. While there
// is a file "full" in it that names a call, that call finds no room for anything else below the
// folder: "open" none for a new file or folder, "write" none for more than half of what is written
// each time, "sync", "link" and "rename" none at the end.

#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr size_t longestPath = 4096;

template <typename Function>
Function systems(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool isBelow(const char* path)
{
    const char* folder = std::getenv("SIGNALBOX_FULL_DISK");
    return folder && std::strncmp(path, folder, std::strlen(folder)) == 0;
}

/// Whether it is this call that finds no room. The flag is read without what stands here.
bool isFullFor(const char* call)
{
    const char* folder = std::getenv("SIGNALBOX_FULL_DISK");
    if (!folder || std::strlen(folder) > longestPath) {
        return false;
    }
    char path[longestPath + 8];
    std::strcat(std::strcpy(path, folder), "/full");
    const int flag = int(::syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC));
    if (flag < 0) {
        return false;
    }
    char name[16] = {};
    const bool isRead = ::syscall(SYS_read, flag, name, sizeof name - 1) > 0;
    ::syscall(SYS_close, flag);
    return isRead && std::strcmp(name, call) == 0;
}

int noRoom()
{
    errno = ENOSPC;
    return -1;
}

bool isRefused(const char* call, const char* path)
{
    const int before = errno;
    const bool isRefused = isFullFor(call) && isBelow(path);
    errno = before;
    return isRefused;
}

bool isRefused(const char* call, int descriptor)
{
    const int before = errno;
    bool isRefused = false;
    if (isFullFor(call)) {
        char link[32] = "/proc/self/fd/";
        for (int place = 1'000'000; place > 0; place /= 10) {
            if (descriptor >= place || place == 1) {
                const char digit[] = {char('0' + descriptor / place % 10), '\0'};
                std::strcat(link, digit);
            }
        }
        char path[longestPath + 1] = {};
        isRefused = ::readlink(link, path, longestPath) > 0 && isBelow(path);
    }
    errno = before;
    return isRefused;
}

bool makesAFile(const char* path, int flags)
{
    const bool isUnnamed = (flags & O_TMPFILE) == O_TMPFILE;
    return isUnnamed || ((flags & O_CREAT) != 0 && ::access(path, F_OK) != 0);
}

int openBy(const char* call, const char* path, int flags, mode_t mode)
{
    using Open = int (*)(const char*, int, ...);
    return makesAFile(path, flags) && isRefused("open", path)
        ? noRoom()
        : systems<Open>(call)(path, flags, mode);
}

mode_t modeFrom(int flags, va_list arguments)
{
    const bool hasMode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return hasMode ? va_arg(arguments, mode_t) : 0;
}

} // namespace

extern "C" {
int open(const char* path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeFrom(flags, arguments);
    va_end(arguments);
    return openBy("open", path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeFrom(flags, arguments);
    va_end(arguments);
    return openBy("open64", path, flags, mode);
}

int mkdir(const char* path, mode_t mode) noexcept
{
    return isRefused("open", path) ? noRoom() : systems<decltype(&::mkdir)>("mkdir")(path, mode);
}

ssize_t write(int descriptor, const void* bytes, size_t size)
{
    const auto systemsWrite = systems<decltype(&::write)>("write");
    if (!isRefused("write", descriptor)) {
        return systemsWrite(descriptor, bytes, size);
    }
    return size > 1 ? systemsWrite(descriptor, bytes, size / 2) : noRoom();
}

int fsync(int descriptor)
{
    return isRefused("sync", descriptor) ? noRoom()
                                         : systems<decltype(&::fsync)>("fsync")(descriptor);
}

int link(const char* from, const char* to) noexcept
{
    return isRefused("link", to) ? noRoom() : systems<decltype(&::link)>("link")(from, to);
}

int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags) noexcept
{
    return isRefused("link", to)
        ? noRoom()
        : systems<decltype(&::linkat)>("linkat")(fromFolder, from, toFolder, to, flags);
}

int rename(const char* from, const char* to) noexcept
{
    return isRefused("rename", to) ? noRoom() : systems<decltype(&::rename)>("rename")(from, to);
}
}
