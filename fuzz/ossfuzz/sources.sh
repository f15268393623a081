# Read by the scripts beside it: the distribution's source packages.

# fetch_source PACKAGE FOLDER: the archives of the package's newest version that is to be had, into FOLDER; apt checks
# them. A list of the archive may name a version that is not there: then it is the one before. What apt said is in
# FOLDER/fetch.log.
fetch_source() {
  local package=$1 folder=$2 version
  local lists=$folder/lists log=$folder/fetch.log
  mkdir -p "$lists/partial"
  rm -f "$folder/${package}"_*
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' | sort -u |
    awk '{ print "deb-src", $1, $2, $3 }' >"$folder/sources.list"
  local apt=(-q -o Dir::State::lists="$lists" -o Dir::Etc::SourceList="$folder/sources.list"
    -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User=root)
  apt-get "${apt[@]}" update >"$log" 2>&1 || true
  for version in $(apt-cache "${apt[@]}" showsrc --only-source "$package" 2>>"$log" |
    sed -n 's/^Version: //p' | sort -Vru); do
    (cd "$folder" && apt-get "${apt[@]}" --download-only source "$package=$version") >>"$log" 2>&1 && return
  done
  return 1
}
