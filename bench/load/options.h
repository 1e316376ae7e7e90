// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

namespace Load {

/// `--name value` pairs of a command line. What a scenario does not ask for is refused.
class Options
{
public:
    explicit Options(const std::vector<std::string>& arguments);

    int number(const std::string& name, int otherwise);
    bool flag(const std::string& name); ///< "on" or, where it is not given, "off"
    std::string text(const std::string& name, const std::string& otherwise);
    /// Ends the program with status 2 if something was given that nobody has asked for.
    void refuseOthers() const;

private:
    std::map<std::string, std::string> m_values;
    std::map<std::string, bool> m_asked;
};

} // namespace Load
