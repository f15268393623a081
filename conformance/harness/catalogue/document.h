// conformance/harness/catalogue/document.h - Whether the bridge became what its document says.
#pragma once

#include <virnet/conform.h>

#include <vector>

#include "conformance/harness/testbed/testbed.h"

namespace virnet::conformance {

// One result for each part of the document that a kernel can show: DOC-001 STP and forward delay,
// DOC-002 MAC address, DOC-003 MTU, DOC-004 addresses, DOC-005 isolation. Parts that the document
// leaves out are left out.
[[nodiscard]] std::vector<StatementResult> document_statements(Testbed& testbed);

}  // namespace virnet::conformance
