#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "app/terminal/figures.h"
#include "app/top/sections.h"
#include "sinks/console/alert_text.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::top {

namespace {

using terminal::paint;
using terminal::Tone;

constexpr std::size_t kMostWidth = 110;

Lines card(const AlertChange& change, const Zone& zone, const Canvas& canvas) {
  const console::Style style{canvas.colour, std::min(canvas.width, kMostWidth), &zone};
  std::istringstream text(console::render(change, style));
  Lines lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

/// The calls of one period as a bar, beside what would have been usual.
std::string point(const remote::CurvePoint& point, double most, const Zone& zone,
                  const Canvas& canvas) {
  constexpr std::size_t kBar = 30;
  const bool is_beyond = point.calls > point.high;
  const std::string bar = console::bar(point.calls / most, kBar);
  return fmt::format(
      "  {}  {} {:>5.0f}  {}", terminal::moment(point.from, canvas.now, zone),
      paint(bar, is_beyond ? Tone::bad : Tone::accent, canvas.colour), point.calls,
      paint(fmt::format("{} {:.0f} ({:.0f} to {:.0f})", is_beyond ? "beyond" : "within",
                        point.expected, point.low, point.high),
            Tone::faint, canvas.colour));
}

Lines curve(const std::vector<remote::CurvePoint>& points, const Zone& zone, const Canvas& canvas) {
  if (points.empty()) return {};
  double most = 1;
  for (const remote::CurvePoint& p : points) most = std::max({most, p.calls, p.high});
  Lines lines = {paint("  Calls against the usual, with its range", Tone::faint, canvas.colour)};
  for (const remote::CurvePoint& p : points) lines.push_back(point(p, most, zone, canvas));
  lines.emplace_back();
  return lines;
}

}  // namespace

Lines surge(const Board& board, const std::string& alert, const Canvas& canvas) {
  const auto& all = board.surges.surges;
  const auto found =
      std::find_if(all.begin(), all.end(), [&alert](const auto& s) { return s.alert.id == alert; });
  if (found == all.end()) {
    return {"  This surge is over.", "", "  holdwatchctl alerts " + alert + " tells all of it."};
  }
  Lines lines = card(found->alert, board.zone, canvas);
  for (std::string& line : curve(found->curve, board.zone, canvas)) {
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace holdwatch::top
