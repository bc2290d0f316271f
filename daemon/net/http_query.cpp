#include "net/http_query.h"

#include <boost/url/params_view.hpp>
#include <boost/url/parse_query.hpp>

namespace holdwatch::net {

std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view raw) {
  std::vector<std::pair<std::string, std::string>> parameters;
  if (raw.empty()) return parameters;
  const std::string text(raw);  // Boost.URL 1.81 reads on to a NUL, wherever the view ends
  if (!boost::urls::parse_query(text)) return std::nullopt;
  for (const auto& parameter : boost::urls::params_view(text, {/*space_as_plus=*/true})) {
    parameters.emplace_back(parameter.key, parameter.value);
  }
  return parameters;
}

}  // namespace holdwatch::net
