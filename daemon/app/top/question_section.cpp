#include <fmt/format.h>

#include <algorithm>

#include "app/remote/tables.h"
#include "app/top/sections.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::top {

namespace {

void add_choice(Lines& lines, std::size_t key, const std::string& what, const std::string& reason,
                const Canvas& canvas) {
  constexpr std::size_t kIndent = 5;
  lines.push_back("  " +
                  terminal::paint(fmt::to_string(key), terminal::Tone::strong, canvas.colour) +
                  "  " + console::clean(what));
  const std::size_t width = std::max(canvas.width, 2 * kIndent) - kIndent;
  for (const std::string& part : console::wrap(reason, width)) {
    lines.push_back(std::string(kIndent, ' ') +
                    terminal::paint(part, terminal::Tone::faint, canvas.colour));
  }
}

}  // namespace

Lines question(const Question& question, const Canvas& canvas) {
  const bool is_confirmed = question.verdict == VerdictType::confirmed;
  const std::string asked =
      fmt::format("Which of these {} the cause of the surge in {}?",
                  is_confirmed ? "was" : "was not", console::clean(question.subject));
  Lines lines = {"  " + terminal::paint(asked, terminal::Tone::strong, canvas.colour),
                 "  Holdwatch learns from the answer.", ""};
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const Cause& cause = question.choices[i];
    add_choice(lines, i + 1, remote::spell(cause), cause.reason, canvas);
  }
  if (is_confirmed) add_choice(lines, 0, "none of the reported incidents", "", canvas);
  return lines;
}

}  // namespace holdwatch::top
