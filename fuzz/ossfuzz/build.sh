#!/bin/bash -eu
# Builds the fuzzers as OSS-Fuzz and ClusterFuzzLite ask for it: with CC, CXX, CFLAGS, CXXFLAGS and LIB_FUZZING_ENGINE
# of the environment, from the sources in SRC (virnet, expat-*, libmnl-*), by way of WORK, into OUT. Expat and libmnl
# are built with the same flags: an engine sees nothing of a library that it did not compile. VIRNET_PROGRAM=OFF
# leaves out the two fuzzers that need all of the program, for which two thirds of the time go.
prefix=$WORK/prefix
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig
mkdir -p "$OUT" "$prefix"

# Of both the system's where there are no sources.
build_expat() {
  local source
  compgen -G "$SRC/expat-*/" >/dev/null || return 0
  source=$(echo "$SRC"/expat-*/)
  [ ! -d "$source/expat" ] || source=$source/expat
  cmake -S "$source" -B "$WORK/expat" -G Ninja -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib \
    -DEXPAT_SHARED_LIBS=OFF -DEXPAT_BUILD_TOOLS=OFF -DEXPAT_BUILD_EXAMPLES=OFF -DEXPAT_BUILD_TESTS=OFF \
    -DEXPAT_BUILD_DOCS=OFF
  # Debian's patches ask for values that only Expat's other build system gives its switches.
  sed -i 's/^#define \(XML_[A-Z]*\)$/#define \1 1/' "$WORK/expat/expat_config.h"
  cmake --build "$WORK/expat" --target install
}

build_libmnl() {
  compgen -G "$SRC/libmnl-*/" >/dev/null || return 0
  mkdir -p "$WORK/libmnl"
  (cd "$WORK/libmnl" && "$(echo "$SRC"/libmnl-*/)configure" --prefix="$prefix" --enable-static --disable-shared --quiet)
  make -C "$WORK/libmnl" --quiet install
}

build_virnet() {
  # {fmt} compiled by others would be of another C++ library.
  CXXFLAGS="$CXXFLAGS -DFMT_HEADER_ONLY=1" LDFLAGS="${LDFLAGS:-} -Wl,--as-needed" \
    cmake -S "$SRC/virnet" -B "$WORK/virnet" -G Ninja -DCMAKE_BUILD_TYPE=None -DCMAKE_PREFIX_PATH="$prefix" \
    -DVIRNET_TESTS=OFF -DVIRNET_WERROR=OFF -DVIRNET_INSTALL=OFF -DVIRNET_PRECOMPILE=ON -DVIRNET_FUZZ=ON \
    -DVIRNET_FUZZ_ENGINE="$LIB_FUZZING_ENGINE" -DVIRNET_PROGRAM="${VIRNET_PROGRAM:-ON}"
  cmake --build "$WORK/virnet" --target virnet-fuzz-all
}

# TARGET: the program, its seeds, words and options.
install_target() {
  local target=$1 inputs=("$WORK/seeds/$1")
  [ ! -d "$SRC/virnet/testdata/fuzz/$target" ] || inputs+=("$SRC/virnet/testdata/fuzz/$target")
  cp "$WORK/virnet/fuzz/virnet-fuzz-$target" "$OUT/$target"
  rm -f "$OUT/${target}_seed_corpus.zip"
  zip -qr -j "$OUT/${target}_seed_corpus.zip" "${inputs[@]}"
  cp "$SRC/virnet/fuzz/virnet.dict" "$OUT/$target.dict"
  printf '[libfuzzer]\nmax_len = 65536\ntimeout = 5\nrss_limit_mb = 1024\ndict = %s.dict\n' "$target" >"$OUT/$target.options"
}

build_expat
build_libmnl
build_virnet
"$WORK/virnet/fuzz/virnet-fuzz-seeds" "$SRC/virnet" "$WORK/seeds"
for program in "$WORK"/virnet/fuzz/virnet-fuzz-*; do
  target=${program##*/virnet-fuzz-}
  case $target in
    seeds | words | *.*) ;;
    *) install_target "$target" ;;
  esac
done
