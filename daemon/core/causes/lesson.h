#pragma once

#include <optional>
#include <string>

#include "core/causes/stated.h"
#include "core/causes/temperature.h"
#include "core/ids.h"
#include "model/time.h"
#include "model/verdict.h"

namespace holdwatch::core {

/// What one person's verdict on one alert teaches.
struct Lesson {
  std::string alert;
  std::optional<std::string> incident;  ///< absent: none of the reported
  VerdictType verdict = VerdictType::confirmed;
  std::string category;  ///< of the incident
  QueueId queue = 0;
  Duration lag_from{};  ///< its calls set in between these lags: apart when the queue was closed
  Duration lag_to{};
  double calls = 0;  ///< that the incident made in this queue, all in all
  double affected = 0;
  double misreported = 0;  ///< probability that its report named a wrong value
  Stated stated{};
  TemperatureFit::Case weighing;  ///< how well each temperature foresaw it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(alert, incident, verdict, category, queue, lag_from, lag_to, calls, affected,
            misreported, stated, weighing);
  }
};

}  // namespace holdwatch::core
