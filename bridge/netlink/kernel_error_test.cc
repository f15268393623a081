// What the kernel's refusals are in terms of error codes.
#include "bridge/netlink/kernel_error.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace virnet::bridge {
namespace {

TEST(KernelError, HasACodeThatTellsWhatToDo) {
  const auto code = [](int error) { return to_error(refused("try", error, {})).code; };
  EXPECT_EQ(code(EPERM), ErrorCode::NoPrivilege);
  EXPECT_EQ(code(EACCES), ErrorCode::NoPrivilege);
  EXPECT_EQ(code(ENODEV), ErrorCode::NotFound);
  EXPECT_EQ(code(ENOENT), ErrorCode::NotFound);
  EXPECT_EQ(code(EOPNOTSUPP), ErrorCode::Unsupported);
  EXPECT_EQ(code(EBUSY), ErrorCode::Kernel);
  EXPECT_EQ(to_error({.code = KernelError::Code::Lost, .error = ENOBUFS}).code, ErrorCode::Busy);
  EXPECT_EQ(to_error({.code = KernelError::Code::BadReply}).code, ErrorCode::Kernel);
}

TEST(KernelError, KeepsItsWordsAndItsErrno) {
  const KernelError refusal = refused("add a port", ENODEV, "no such link");
  const Error error = to_error(refusal);
  EXPECT_EQ(error.message, to_string(refusal));
  EXPECT_EQ(error.system_error, ENODEV);
}

TEST(ErrorCode, HasANameForPrograms) {
  EXPECT_EQ(to_string(ErrorCode::NoPrivilege), "no-privilege");
  EXPECT_EQ(to_string(ErrorCode::Io), "io");
}

}  // namespace
}  // namespace virnet::bridge
