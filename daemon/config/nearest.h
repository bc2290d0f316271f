#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace holdwatch::config {

/// How many letters must be put in, taken out, changed or swapped with their neighbour to make
/// one word of the other, whatever their case.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// What an operator who wrote `word` probably meant: the known words within two letters or a third
/// of its length, at most three, nearest first and otherwise in the order given.
std::vector<std::string> nearest(std::string_view word, std::span<const std::string> known);

}  // namespace holdwatch::config
