#pragma once

#include <kainjow/mustache.hpp>

#include "app/report/digest.h"

namespace holdwatch::report {

/// The digest in the words and figures of the templates (templates/), not yet escaped; charts are
/// finished SVG.
kainjow::mustache::data view_of(const Digest& digest);

/// Its parts.
using View = kainjow::mustache::data;
View headline_view(const Digest& digest);
void add_load_views(View& view, const Digest& digest);
void add_case_views(View& view, const Digest& digest);
void add_trust_views(View& view, const Digest& digest);

/// `{"raw": "412.3", "shown": "412", "range": "380–447"}`
View figure(const Estimate& e);
View time_figure(const Estimate& minutes);
/// Figures under `calls`, `time` and `gave_up`.
void set_load(View& view, const Load& load);
/// A section with its rows, or false when there is none.
View section(const std::vector<View>& rows);

}  // namespace holdwatch::report
