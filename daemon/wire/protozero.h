#pragma once

#include <string_view>

/// protozero, handing out std::string_view. All uses of it go through here, so that they agree.
#define PROTOZERO_USE_VIEW std::string_view
#include <protozero/pbf_builder.hpp>
#include <protozero/pbf_message.hpp>
