#pragma once

#include <string>

/// One moment of a small centre, as a daemon answers: a surge in orders with a suspect, returns not
/// seen, somebody in support who has waited too long, billing and press without trouble.
namespace holdwatch::test {

inline const std::string kQueuesAnswer =
    R"json({"time":"2026-03-03T14:08:11Z","zone":"Europe/Berlin","queues":[
{"name":"billing","known":true,"waiting":1,"longest_wait_since":"2026-03-03T14:08:01Z","longest_wait_seconds":10,"expected_wait_seconds":12.4,"held":0,
 "agents":{"available":1,"busy":2,"paused":1,"offline":0},"staffed":null,"long_hold_seconds":60,"service_level_target_seconds":20,
 "today":{"offered":88,"answered":85,"abandoned":2,"service_level":0.93},"surge":null,"surge_score":0.1},
{"name":"orders","known":true,"waiting":12,"longest_wait_since":"2026-03-03T14:03:59Z","longest_wait_seconds":252,"expected_wait_seconds":180.2,"held":1,
 "agents":{"available":0,"busy":11,"paused":2,"offline":4},"staffed":null,"long_hold_seconds":60,"service_level_target_seconds":20,
 "today":{"offered":412,"answered":371,"abandoned":33,"service_level":0.713},"surge":"5f0c7d3a9be21846","surge_score":3.2},
{"name":"press","known":true,"waiting":0,"longest_wait_since":null,"longest_wait_seconds":0,"expected_wait_seconds":null,"held":0,
 "agents":null,"staffed":2,"long_hold_seconds":60,"service_level_target_seconds":20,
 "today":{"offered":0,"answered":0,"abandoned":0,"service_level":null},"surge":null,"surge_score":0},
{"name":"returns","known":false,"waiting":3,"longest_wait_since":"2026-03-03T14:01:00Z","longest_wait_seconds":431,"expected_wait_seconds":40,"held":0,
 "agents":null,"staffed":4,"long_hold_seconds":60,"service_level_target_seconds":20,
 "today":{"offered":51,"answered":45,"abandoned":3,"service_level":0.8},"surge":null,"surge_score":0},
{"name":"support","known":true,"waiting":2,"longest_wait_since":"2026-03-03T14:06:30Z","longest_wait_seconds":101,"expected_wait_seconds":70,"held":0,
 "agents":{"available":0,"busy":6,"paused":0,"offline":1},"staffed":null,"long_hold_seconds":60,"service_level_target_seconds":20,
 "today":{"offered":140,"answered":131,"abandoned":7,"service_level":0.85},"surge":null,"surge_score":0.4}]})json";

inline const std::string kSurgeAlert =
    R"json({"time":"2026-03-03T14:07:00Z","alert":"surge","status":"updated","id":"5f0c7d3a9be21846","queue":"orders","severity":"critical",
"opened":"2026-03-03T13:52:00Z","onset":{"estimate":"2026-03-03T13:47:00Z","low":"2026-03-03T13:44:00Z","high":"2026-03-03T13:49:00Z"},"driver":"demand",
"excess_calls":{"estimate":23.4,"low":16,"high":30},"waiting":12,"longest_wait_seconds":181,"expected_wait_seconds":180.2,
"causes":[{"incident":"INC-51","department":"supply_chain","category":"backorder","probability":0.93,"excess_calls":{"estimate":21.8,"low":15,"high":28},"reason":"65 % of the extra calls name SKU-0042 (usually under 1 %)"},
{"incident":null,"department":null,"category":null,"probability":0.07,"excess_calls":{"estimate":1.6,"low":1,"high":2},"reason":"an incident that nobody reported, or chance"}],
"story":"A caller waited 4 min 12 s about SKU-0042 and gave up.","data":"23 calls beyond the usual since 14:47, 31 % of the queue.","request":"Write to the customers with open orders for SKU-0042 today.","acknowledged_by":"Ada"})json";

inline const std::string kSurgesAnswer =
    R"json({"time":"2026-03-03T14:08:11Z","surges":[{"alert":)json" + kSurgeAlert + R"json(,
"curve":[{"from":"2026-03-03T13:15:00Z","to":"2026-03-03T13:30:00Z","calls":9,"expected":8.2,"low":4,"high":13},
{"from":"2026-03-03T13:30:00Z","to":"2026-03-03T13:45:00Z","calls":12,"expected":8.4,"low":4,"high":14},
{"from":"2026-03-03T13:45:00Z","to":"2026-03-03T14:00:00Z","calls":25,"expected":8.8,"low":4,"high":14}],
"incidents":[{"id":"INC-51","category":"backorder","department":"supply_chain","stage":"deliver","started":"2026-03-03T11:00:00Z","summary":"Backorder of SKU-0042"}]}]})json";

inline const std::string kAlertsAnswer = R"json({"time":"2026-03-03T14:08:11Z","alerts":[)json" +
                                         kSurgeAlert + R"json(],"next":null})json";

inline const std::string kIncidentsAnswer = R"json({"time":"2026-03-03T14:08:11Z","incidents":[
{"id":"INC-51","category":"backorder","department":"supply_chain","stage":"deliver","started":"2026-03-03T11:00:00Z","reported":"2026-03-03T11:40:00Z","scope":{"sku":["SKU-0042","SKU-0043"]},"affected":600,"summary":"Backorder of SKU-0042","open":true,"alerts":["5f0c7d3a9be21846"]},
{"id":"INC-49","category":"outage","department":"technology","stage":"service","started":"2026-03-02T08:10:00Z","reported":"2026-03-02T08:20:00Z","scope":{},"affected":null,"summary":"Nobody could log in","open":false,"alerts":[]}]})json";

inline const std::string kDepartmentsAnswer =
    R"json({"time":"2026-03-03T14:08:11Z","zone":"Europe/Berlin","departments":[
{"department":"logistics","today":{"calls":0,"minutes":0,"abandoned":0,"surges":0},"week":{"calls":40.2,"minutes":61,"abandoned":2,"surges":1},"open_requests":[],"verdicts":{"confirmed":1,"rejected":0,"false_alarm":0}},
{"department":"supply_chain","today":{"calls":21.8,"minutes":48.2,"abandoned":6.1,"surges":1},"week":{"calls":103.5,"minutes":180.4,"abandoned":14,"surges":3},
 "open_requests":[{"alert":"5f0c7d3a9be21846","queue":"orders","incident":"INC-51","category":"backorder","probability":0.93,"request":"Write to the customers with open orders for SKU-0042 today.","since":"2026-03-03T13:52:00Z"}],"verdicts":{"confirmed":2,"rejected":0,"false_alarm":0}}],
"service":{"today":{"calls":0,"minutes":0,"abandoned":0,"surges":0},"week":{"calls":12,"minutes":33,"abandoned":3,"surges":1},"by_driver":{}},
"unexplained":{"today":{"calls":1.6,"minutes":2,"abandoned":0,"surges":0},"week":{"calls":9,"minutes":11,"abandoned":1,"surges":1}},"journey":[]})json";

inline const std::string kFeedsAnswer = R"json({"time":"2026-03-03T14:08:11Z","feeds":[
{"name":"pbx","up":true,"last_event":"2026-03-03T14:08:10Z","events":18234,"rejected":2,"rejected_by_reason":{"malformed":2},"missed":0,"lag_seconds":0.2},
{"name":"branch","up":false,"last_event":"2026-03-03T14:01:00Z","events":512,"rejected":0,"rejected_by_reason":{},"missed":4,"lag_seconds":1.5},
{"name":"past","up":false,"ended":true,"last_event":"2026-03-03T07:00:00Z","events":0,"rejected":0,"rejected_by_reason":{},"missed":0,"lag_seconds":0}],
"journal":{"bytes":12345678,"failing_since":null,"problem":null}})json";

inline const std::string kAbandonedAnswer = R"json({"time":"2026-03-03T14:08:11Z","calls":[
{"queue":"orders","call":"1771065667.42","time":"2026-03-03T14:05:00Z","waited_seconds":252},
{"queue":"support","call":"1771065001.7","time":"2026-03-03T09:30:00Z","waited_seconds":71.5}]})json";

}  // namespace holdwatch::test
