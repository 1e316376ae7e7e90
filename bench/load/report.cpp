// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/report.h"

#include <cstdio>

namespace Load {

Report::Report(std::string_view scenario)
    : m_line("{\"scenario\":\"")
{
    m_line += scenario;
    m_line += '"';
}

void Report::add(std::string_view name, double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    addRaw(name, value >= 1e4 ? std::to_string(int64_t(value)) : text);
}

void Report::add(std::string_view name, int64_t value)
{
    addRaw(name, std::to_string(value));
}

void Report::add(std::string_view name, std::optional<double> value)
{
    if (value) {
        add(name, *value);
    }
}

void Report::add(std::string_view name, bool value)
{
    addRaw(name, value ? "true" : "false");
}

void Report::print() const
{
    std::printf("%s}\n", m_line.c_str());
    std::fflush(stdout);
}

void Report::addRaw(std::string_view name, const std::string& json)
{
    m_line += ",\"";
    m_line += name;
    m_line += "\":";
    m_line += json;
}

} // namespace Load
