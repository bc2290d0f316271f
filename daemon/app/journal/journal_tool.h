#pragma once

#include <string>

#include "model/time.h"

namespace holdwatch::journal_tool {

/// `holdwatchctl journal`: each returns the exit status, 0 or 1, with what is wrong on standard
/// error.

/// What is in the file, for a person.
int info(const std::string& path);

/// Reads all of it; 1 when anything is damaged or missing.
int verify(const std::string& path);

/// The events, incidents and verdicts as JSON Lines on standard output, in the order in which they
/// came.
int export_inputs(const std::string& path);

/// Drops what is older than `keep_for` before the newest input, and gives the room back. Not while
/// a daemon writes it.
int prune(const std::string& path, Duration keep_for);

}  // namespace holdwatch::journal_tool
