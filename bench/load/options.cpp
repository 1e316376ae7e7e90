// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#include "bench/load/options.h"

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace Load {

namespace {

[[noreturn]] void badUsage(const std::string& what)
{
    std::fprintf(stderr, "load: %s\n", what.c_str());
    std::exit(2);
}

} // namespace

Options::Options(const std::vector<std::string>& arguments)
{
    for (size_t i = 0; i < arguments.size(); i += 2) {
        if (arguments[i].rfind("--", 0) != 0 || i + 1 == arguments.size()) {
            badUsage("expected --name value, not " + arguments[i]);
        }
        m_values[arguments[i].substr(2)] = arguments[i + 1];
    }
}

int Options::number(const std::string& name, int otherwise)
{
    const std::string value = text(name, std::to_string(otherwise));
    int number = 0;
    const auto result = std::from_chars(value.data(), value.data() + value.size(), number);
    if (result.ec != std::errc() || *result.ptr != '\0' || number < 0) {
        badUsage("--" + name + " wants a whole number, not " + value);
    }
    return number;
}

bool Options::flag(const std::string& name)
{
    const std::string value = text(name, "off");
    if (value != "on" && value != "off") {
        badUsage("--" + name + " wants on or off, not " + value);
    }
    return value == "on";
}

std::string Options::text(const std::string& name, const std::string& otherwise)
{
    m_asked[name] = true;
    const auto given = m_values.find(name);
    return given == m_values.end() ? otherwise : given->second;
}

void Options::refuseOthers() const
{
    for (const auto& [name, value] : m_values) {
        if (m_asked.find(name) == m_asked.end()) {
            badUsage("unknown option --" + name);
        }
    }
}

} // namespace Load
