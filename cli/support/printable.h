// cli/support/printable.h - Foreign text on a terminal, in a log, in a report.
#pragma once

#include "model/values/printable.h"

namespace virnet::cli {

using internal::printable;
using internal::printable_in_columns;
using internal::reversible_utf8;
using internal::valid_utf8;
using internal::visible_json;

}  // namespace virnet::cli
