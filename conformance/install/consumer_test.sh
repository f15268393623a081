#!/usr/bin/env bash
# Installs a build into an empty folder, then builds and runs a consumer against that: by find_package and by pkg-config.
#
#   consumer_test.sh BUILD_FOLDER COMPILER
set -euo pipefail
build=$1 compiler=$2
here=$(cd "$(dirname "$0")" && pwd)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
prefix=$stage/usr

DESTDIR='' cmake --install "$build" --prefix "$prefix" >/dev/null
for file in bin/virnet share/man/man1/virnet.1 share/bash-completion/completions/virnet include/virnet/parse.h \
  libexec/virnet/fetch-kernel; do
  [ -s "$prefix/$file" ] || { echo "$file is not installed"; exit 1; }
done
"$prefix/bin/virnet" --version
# It says how to get a kernel without a tree of sources.
said=$(VIRNET_KERNEL_CACHE=$stage/none "$prefix/bin/virnet" conform --kernel bookworm 2>&1) && exit 1
[ "${said##*: }" = "$prefix/libexec/virnet/fetch-kernel bookworm" ] || { echo "it says: $said"; exit 1; }

# A program that only knows the prefix; its folder has nothing of ours.
cp -r "$here/consumer" "$stage/consumer"
cmake -G Ninja -S "$stage/consumer" -B "$stage/by-cmake" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_CXX_COMPILER="$compiler" >/dev/null
cmake --build "$stage/by-cmake" >/dev/null
"$stage/by-cmake/consumer"

export PKG_CONFIG_PATH
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name virnet.pc)")
# The build may have been configured for another prefix than the one it is installed to.
flags=$(pkg-config --define-variable=libdir="$(dirname "$PKG_CONFIG_PATH")" \
  --define-variable=includedir="$prefix/include" --cflags --libs virnet)
# shellcheck disable=SC2086
"$compiler" -std=c++23 ${CXXFLAGS:-} "$stage/consumer/main.cc" $flags -o "$stage/by-pkg-config"
"$stage/by-pkg-config"
