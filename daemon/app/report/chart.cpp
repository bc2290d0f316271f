#include "app/report/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "app/report/words.h"

namespace holdwatch::report {

namespace {

constexpr double kPlotTop = 14;
constexpr double kPlotHeight = 180;
constexpr double kAxisHeight = 24;
constexpr double kLeft = 7;  // percent, for the labels of the scale

/// 1, 2 or 5 times a power of ten, so that about four of them reach `most`.
double round_step(double most) {
  const double rough = std::max(most, 1.0) / 4;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough) return std::max(1.0, factor * power);
  }
  return std::max(1.0, 10 * power);
}

double height_of(const Column& column) {
  return std::accumulate(column.parts.begin(), column.parts.end(), 0.0);
}

class Plot {
 public:
  Plot(double top, std::size_t columns)
      : top_(top), width_((100 - kLeft) / static_cast<double>(columns)) {}

  void scale(double step) {
    for (double at = 0; at <= top_ + step / 2; at += step) {
      add("<line class=\"grid\" x1=\"{0}%\" x2=\"100%\" y1=\"{1:.1f}\" y2=\"{1:.1f}\"/>"
          "<text class=\"scale\" x=\"{2:.1f}%\" y=\"{3:.1f}\" text-anchor=\"end\">{4}</text>",
          kLeft, y(at), kLeft - 1, y(at) + 4, grouped(at));
    }
  }

  void column(std::size_t place, const Column& column, const std::vector<std::string>& colours) {
    const double x = kLeft + static_cast<double>(place) * width_;
    add("<g><title>{}</title>", escape_html(column.tooltip));
    add("<rect class=\"hit\" x=\"{:.2f}%\" y=\"{}\" width=\"{:.2f}%\" height=\"{}\"/>", x, kPlotTop,
        width_, kPlotHeight);
    double base = 0;
    for (std::size_t i = 0; i < column.parts.size(); ++i) {
      if (column.parts[i] <= 0) continue;
      const double up = base + column.parts[i];
      add("<rect class=\"{}\" x=\"{:.2f}%\" y=\"{:.1f}\" width=\"{:.2f}%\" height=\"{:.1f}\"/>",
          colours[i], x + 0.12 * width_, y(up), 0.76 * width_, y(base) - y(up));
      base = up;
    }
    add("</g>");
    if (column.label.empty()) return;
    add("<text class=\"scale\" x=\"{:.2f}%\" y=\"{}\" text-anchor=\"middle\">{}</text>",
        x + width_ / 2, kPlotTop + kPlotHeight + 17, escape_html(column.label));
  }

  std::string take() { return std::move(svg_); }

 private:
  double y(double value) const { return kPlotTop + kPlotHeight * (1 - value / top_); }

  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(svg_), format, std::forward<Args>(args)...);
  }

  double top_;
  double width_;  // of a column, in percent
  std::string svg_;
};

}  // namespace

std::string interval_bar(const Estimate& e, double most, const std::string& colour) {
  const auto at = [&](double value) {
    return most > 0 ? 100 * std::clamp(value / most, 0.0, 1.0) : 0;
  };
  return fmt::format(
      "<svg class=\"bar\" aria-hidden=\"true\" width=\"100%\" height=\"16\">"
      "<rect class=\"{}\" x=\"0\" y=\"3\" width=\"{:.2f}%\" height=\"10\"/>"
      "<line class=\"whisker\" x1=\"{:.2f}%\" x2=\"{:.2f}%\" y1=\"8\" y2=\"8\"/></svg>",
      colour, at(e.estimate), at(e.low), at(e.high));
}

std::string stacked_columns(const std::vector<Column>& columns,
                            const std::vector<std::string>& colours, const std::string& title) {
  double most = 0;
  for (const Column& column : columns) most = std::max(most, height_of(column));
  const double step = round_step(most);
  Plot plot(std::max(step, std::ceil(most / step) * step), columns.size());
  plot.scale(step);
  for (std::size_t i = 0; i < columns.size(); ++i) plot.column(i, columns[i], colours);
  return fmt::format(
      "<svg class=\"columns\" role=\"img\" aria-label=\"{}\" width=\"100%\" height=\"{}\">{}</svg>",
      escape_html(title), kPlotTop + kPlotHeight + kAxisHeight, plot.take());
}

}  // namespace holdwatch::report
