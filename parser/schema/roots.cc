// The roots of the schema table. A test that takes another table in its place links its own.
#include "parser/schema/tables.h"

namespace virnet::internal {

const ChildRow& network_row() { return kNetworkRow; }
const ChildRow& networkport_row() { return kNetworkPortRow; }

}  // namespace virnet::internal
