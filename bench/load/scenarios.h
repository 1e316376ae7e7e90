// SPDX-FileCopyrightText: Signalbox contributors
// SPDX-License-Identifier: MIT
#pragma once

#include "bench/load/options.h"
#include "bench/load/report.h"

namespace Load {

// Each scenario asks for its options, runs against the server at --port, whose process is --pid,
// fills the report and says whether every message arrived as it must.

/// One room; K senders, each of which broadcasts again once everybody has had its last message.
bool fanout(Options& options, Report& report);
/// Pairs in rooms of 50 that answer each other, among many who say nothing.
bool directed(Options& options, Report& report);
/// One pair among many, and what each of those costs in memory.
bool idle(Options& options, Report& report);
/// Many arrive, some at a time.
bool connects(Options& options, Report& report);
/// All drop and return in the same instant.
bool storm(Options& options, Report& report);
/// Some drop and return again and again.
bool churn(Options& options, Report& report);
/// A given rate of directed messages for a given time, then quiet until standard input ends.
bool steady(Options& options, Report& report);

} // namespace Load
