// model/values/members.h - The members of a struct as a tuple of references, in order.
//
// What walks over all members of an element so cannot forget one that is added.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace virnet::internal {

template <typename T>
inline constexpr bool kHasMoreMembers = false;

// For aggregates of which each member has a default. T{{}, {}} is valid if there are two or more.
// clang-format off
template <typename T>
[[nodiscard]] constexpr auto members(T& of) {
  using A = std::remove_const_t<T>;
  if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    static_assert(kHasMoreMembers<T>, "more than 24 members: add the line for them");
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n,o] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n,o);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m,n] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m,n);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l,m] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l,m);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k,l] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k,l);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j,k] = of; return std::tie(a,b,c,d,e,f,g,h,i,j,k);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i,j] = of; return std::tie(a,b,c,d,e,f,g,h,i,j);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h,i] = of; return std::tie(a,b,c,d,e,f,g,h,i);
  } else if constexpr (requires { A{{},{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g,h] = of; return std::tie(a,b,c,d,e,f,g,h);
  } else if constexpr (requires { A{{},{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f,g] = of; return std::tie(a,b,c,d,e,f,g);
  } else if constexpr (requires { A{{},{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e,f] = of; return std::tie(a,b,c,d,e,f);
  } else if constexpr (requires { A{{},{},{},{},{}}; }) {
    auto& [a,b,c,d,e] = of; return std::tie(a,b,c,d,e);
  } else if constexpr (requires { A{{},{},{},{}}; }) {
    auto& [a,b,c,d] = of; return std::tie(a,b,c,d);
  } else if constexpr (requires { A{{},{},{}}; }) {
    auto& [a,b,c] = of; return std::tie(a,b,c);
  } else if constexpr (requires { A{{},{}}; }) {
    auto& [a,b] = of; return std::tie(a,b);
  } else if constexpr (requires { A{{}}; }) {
    auto& [a] = of; return std::tie(a);
  }
}
// clang-format on

}  // namespace virnet::internal
