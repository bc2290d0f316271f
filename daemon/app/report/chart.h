#pragma once

#include <string>
#include <vector>

#include "model/alert.h"

/// Charts as inline SVG: widths are shares of the room there is, heights and letters are fixed, so
/// that a phone shows them as readably as a wide page. Colours are classes of the page's style.
namespace holdwatch::report {

/// A bar as long as the estimate, with its interval as a whisker, on a scale up to `most`.
/// `colour` is a class. Figures stand beside it, so it is hidden from screen readers.
std::string interval_bar(const Estimate& e, double most, const std::string& colour);

struct Column {
  std::string label;    ///< under the column; may be empty
  std::string tooltip;  ///< what the column says in full
  std::vector<double> parts;
};

/// Columns stacked of parts; `colours` has a class for each part. `title` says what is shown.
std::string stacked_columns(const std::vector<Column>& columns,
                            const std::vector<std::string>& colours, const std::string& title);

}  // namespace holdwatch::report
