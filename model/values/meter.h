// model/values/meter.h - How much memory a document makes the reader take.
//
//   Meter meter;
//   meter.begin();
//   meter.allow(4, document.size());
//   const Meter::Use use(meter);        // until here nothing counts
//   void* data = metered_realloc(nullptr, size);
//   if (!data && meter.is_exceeded()) ...
//
// What grows with a document has its memory from here: the arena of the model, lists and sets of
// the reader and the rules, and Expat. Expat tells an allocator nothing about whom it is for, so
// the meter in use is that of the thread.
#pragma once

#include <cstddef>
#include <functional>
#include <new>
#include <string>
#include <unordered_set>
#include <vector>

namespace virnet::internal {

class Meter {
 public:
  // Counts from here on; what is given back that was there before counts as well.
  void begin() {
    held_ = 0;
    is_exceeded_ = false;
  }
  // So many times the bytes of a document, and what any document may take; less what is held for it
  // elsewhere.
  void allow(std::size_t times, std::size_t bytes, std::size_t elsewhere = 0);
  // Whether more was asked for than is allowed, which was refused; and that in words.
  [[nodiscard]] bool is_exceeded() const { return is_exceeded_; }
  [[nodiscard]] std::string problem() const;

  // Whether `size` bytes may be taken in place of others, and if so takes them.
  [[nodiscard]] bool take(std::size_t size, std::size_t in_place_of);
  // What was counted as `counted` bytes is `size`.
  void correct(std::size_t counted, std::size_t size) {
    held_ += static_cast<std::ptrdiff_t>(size) - static_cast<std::ptrdiff_t>(counted);
  }

  // Counts what this thread takes and gives back while it lives. Not to be nested.
  class [[nodiscard]] Use {
   public:
    explicit Use(Meter& meter);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
  };

 private:
  std::size_t times_ = 0;
  std::ptrdiff_t held_ = 0;
  std::ptrdiff_t allowed_ = 0;
  bool is_exceeded_ = false;
};

// malloc(), realloc() and free(). Null also for what the meter in use does not allow.
[[nodiscard]] void* metered_malloc(std::size_t size) noexcept;
[[nodiscard]] void* metered_realloc(void* old, std::size_t size) noexcept;
void metered_free(void* gone) noexcept;

struct MeteredFree {
  void operator()(void* gone) const { metered_free(gone); }
};

// The same for containers.
template <typename T>
struct Metered {
  using value_type = T;
  Metered() = default;
  template <typename U>
  explicit(false) Metered(const Metered<U>&) {}

  [[nodiscard]] T* allocate(std::size_t count) {
    // NOLINTNEXTLINE(bugprone-sizeof-expression): the buckets of a set are pointers
    void* made = metered_malloc(count * sizeof(T));
    if (!made) throw std::bad_alloc();
    return static_cast<T*>(made);
  }
  void deallocate(T* gone, std::size_t) { metered_free(static_cast<void*>(gone)); }
  friend bool operator==(const Metered&, const Metered&) { return true; }
};

template <typename T>
using MeteredVector = std::vector<T, Metered<T>>;
template <typename T, typename Hash = std::hash<T>, typename Equal = std::equal_to<T>>
using MeteredSet = std::unordered_set<T, Hash, Equal, Metered<T>>;

}  // namespace virnet::internal
