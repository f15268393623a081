#!/bin/bash -eu
exec "$SRC/virnet/fuzz/ossfuzz/build.sh"
