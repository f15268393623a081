// bench/libvirt.h - The installed libvirt's own parser and formatter, in this process.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace virnet::bench {

class Libvirt {
 public:
  // The error says what is missing.
  [[nodiscard]] static std::optional<Libvirt> load(std::string& error);

  [[nodiscard]] const std::string& version() const { return version_; }

  struct Free {
    void (*free)(void*);
    void operator()(void* definition) const { free(definition); }
  };
  using Definition = std::unique_ptr<void, Free>;
  // Null if it is refused. `validate` is that of net-define --validate.
  [[nodiscard]] Definition parse(const std::string& document, bool validate) const;
  // As net-dumpxml --inactive does; returns the length.
  [[nodiscard]] std::size_t format(const Definition& definition) const;
  // The text of that, and why the last document was refused.
  [[nodiscard]] std::string print(const Definition& definition) const;
  [[nodiscard]] std::string last_error() const;

 private:
  Libvirt() = default;

  void* (*parse_)(const char* xml, const char* path, void* option, bool validate) = nullptr;
  char* (*format_)(const void* definition, void* option, unsigned flags) = nullptr;
  void (*free_)(void* definition) = nullptr;
  const char* (*last_error_)() = nullptr;
  void* option_ = nullptr;
  std::string version_;
};

}  // namespace virnet::bench
