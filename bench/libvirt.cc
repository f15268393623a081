#include "bench/libvirt.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace virnet::bench {
namespace {

constexpr unsigned kInactive = 1;  // VIR_NETWORK_XML_INACTIVE

// False, with the reason, if the library has no such function.
template <typename Function>
bool find(void* library, const char* name, Function*& function, std::string& error) {
  function = reinterpret_cast<Function*>(dlsym(library, name));
  if (!function) error = fmt::format("this libvirt has no function {}", name);
  return function != nullptr;
}

void be_silent(void*, void*) {}

// The network driver, which stands below the folder of the library.
std::string driver_of(void* library) {
  Dl_info info{};
  if (!dladdr(dlsym(library, "virInitialize"), &info)) return {};
  const auto folder = std::filesystem::path(info.dli_fname).parent_path();
  return folder / "libvirt/connection-driver/libvirt_driver_network.so";
}

}  // namespace

std::optional<Libvirt> Libvirt::load(std::string& error) {
  void* library = dlopen("libvirt.so.0", RTLD_NOW | RTLD_GLOBAL);
  void* driver = library ? dlopen(driver_of(library).c_str(), RTLD_NOW) : nullptr;
  if (!driver) {
    error = dlerror();
    return std::nullopt;
  }
  Libvirt libvirt;
  int (*initialise)() = nullptr;
  int (*version)(unsigned long*, const char*, unsigned long*) = nullptr;
  void (*on_error)(void*, void (*)(void*, void*)) = nullptr;
  void* (*option)() = nullptr;
  const bool found = find(library, "virInitialize", initialise, error) &&
                     find(library, "virGetVersion", version, error) &&
                     find(library, "virSetErrorFunc", on_error, error) &&
                     find(library, "virGetLastErrorMessage", libvirt.last_error_, error) &&
                     find(library, "virNetworkDefParse", libvirt.parse_, error) &&
                     find(library, "virNetworkDefFormat", libvirt.format_, error) &&
                     find(library, "virNetworkDefFree", libvirt.free_, error) &&
                     find(driver, "networkDnsmasqCreateXMLConf", option, error);
  if (!found) return std::nullopt;
  unsigned long number = 0;
  if (initialise() < 0 || version(&number, nullptr, nullptr) < 0) {
    error = "libvirt does not start";
    return std::nullopt;
  }
  on_error(nullptr, be_silent);
  libvirt.option_ = option();
  libvirt.version_ =
      fmt::format("{}.{}.{}", number / 1'000'000, number / 1'000 % 1'000, number % 1'000);
  return libvirt;
}

Libvirt::Definition Libvirt::parse(const std::string& document, bool validate) const {
  return {parse_(document.c_str(), nullptr, option_, validate), Free{free_}};
}

std::string Libvirt::print(const Definition& definition) const {
  char* text = format_(definition.get(), option_, kInactive);
  std::string copy = text ? text : "";
  std::free(text);
  return copy;
}

std::string Libvirt::last_error() const { return last_error_(); }

std::size_t Libvirt::format(const Definition& definition) const {
  char* text = format_(definition.get(), option_, kInactive);
  const std::size_t length = text ? std::strlen(text) : 0;
  std::free(text);
  return length;
}

}  // namespace virnet::bench
