// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Load {

/// The one line of JSON that a run leaves on standard output.
class Report
{
public:
    explicit Report(std::string_view scenario);

    void add(std::string_view name, double value);
    void add(std::string_view name, int64_t value);
    void add(std::string_view name, std::optional<double> value);
    void add(std::string_view name, bool value);
    void print() const;

private:
    void addRaw(std::string_view name, const std::string& json);
    std::string m_line;
};

} // namespace Load
