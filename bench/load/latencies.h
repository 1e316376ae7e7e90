// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace Load {

/// Counts times in buckets that are at most 3 % wide, so that millions of them cost nothing to keep
/// and little to add.
class Latencies
{
public:
    void add(int64_t ns)
    {
        const auto value = uint64_t(ns > 0 ? ns : 0) + Steps;
        const int magnitude = std::bit_width(value) - 1 - StepBits;
        const size_t step = size_t(value >> magnitude) - Steps;
        ++m_counts[size_t(magnitude) * Steps + step];
        ++m_total;
    }

    uint64_t total() const { return m_total; }

    /// The time that this share of all does not exceed, in milliseconds.
    double quantile(double share) const
    {
        const auto wanted = uint64_t(share * double(m_total));
        uint64_t seen = 0;
        for (size_t i = 0; i < m_counts.size(); ++i) {
            seen += m_counts[i];
            if (seen > wanted) {
                return double(((Steps + i % Steps) << (i / Steps)) - Steps) / 1e6;
            }
        }
        return 0;
    }

private:
    static constexpr int StepBits = 5;
    static constexpr size_t Steps = size_t(1) << StepBits;
    std::array<uint64_t, Steps*(64 - StepBits)> m_counts{};
    uint64_t m_total = 0;
};

} // namespace Load
