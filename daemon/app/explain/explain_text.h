#pragma once

#include <string>

#include "app/explain/course.h"
#include "model/cause_model.h"
#include "model/zone.h"

namespace holdwatch::explain {

/// For a person; times by the clock of the zone.
std::string to_text(const Course& course, const Zone& zone);
std::string to_text(const CategoryModel& category, const CauseModel& model);

/// For programs; times are UTC.
std::string to_json(const Course& course);
std::string to_json(const CategoryModel& category, const CauseModel& model);

}  // namespace holdwatch::explain
