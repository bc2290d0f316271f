#include "app/report/page.h"

#include <kainjow/mustache.hpp>
#include <stdexcept>

#include "app/report/templates.h"
#include "app/report/view.h"
#include "app/report/words.h"

namespace holdwatch::report {

namespace {

std::string render(std::string_view text, const Digest& digest,
                   std::string (*escape)(const std::string&)) {
  kainjow::mustache::mustache page{std::string(text)};
  page.set_custom_escape(escape);
  std::string out = page.render(view_of(digest));
  if (!page.is_valid()) throw std::logic_error("template: " + page.error_message());
  return out;
}

/// Sections that are left out leave their blank lines behind.
std::string without_gaps(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n' || !out.ends_with("\n\n")) out += c;
  }
  return out;
}

}  // namespace

std::string to_html(const Digest& digest) {
  return render(kHtmlTemplate, digest, &escape_html);
}

std::string to_markdown(const Digest& digest) {
  return without_gaps(render(kMarkdownTemplate, digest, &escape_markdown));
}

}  // namespace holdwatch::report
