# Makes the built modules startable. Sourced by ./portcullis and ./verify (bash), with $here the top of the repository.
#
# app/target/portcullis.args   the JVM's arguments but its compilers, class path included: absolute, its order fixed
# app/target/portcullis.aot    the AOT cache that a rehearsal of the main job was recorded in
# app/target/portcullis.stamp  the repository's place and the JDK; older than the sources when a build is due

# Writes a word so that a java @argfile takes it whole.
quoted() {
  local word=${1//\\/\\\\}
  printf '"%s"\n' "${word//\"/\\\"}"
}

# Everything under app/target/lib, then this room's own jar, joined by colons.
class_path() {
  local jar joined=
  for jar in "$here"/app/target/lib/*.jar "$here"/app/target/portcullis-app-*.jar; do
    joined+=${joined:+:}$jar
  done
  printf '%s' "$joined"
}

write_arguments() {
  # -Xlog:disable: a cache that is missing or of another JDK is passed over without a word.
  {
    printf '%s\n' -XX:+UseSerialGC -Xlog:disable -XX:-UsePerfData \
      --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
    [ $# -eq 0 ] || quoted "$1"
    printf '%s\n' -cp
    quoted "$(class_path)"
    printf '%s\n' io.portcullis.app.Main
  } >"$here/app/target/portcullis.args"
}

# Rehearses the main job once to fill the AOT cache. A start without one is slower, nothing else.
make_launcher() {
  local target=$here/app/target
  rm -rf "$target/portcullis.aot" "$target/rehearsal"
  write_arguments "-XX:AOTCacheOutput=$target/portcullis.aot"
  if ! "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "@$target/portcullis.args" rehearse --out "$target/rehearsal" \
    >"$target/rehearsal.log" 2>&1; then
    printf 'No AOT cache: the rehearsal failed (%s); starts will be slower\n' "$target/rehearsal.log" >&2
    rm -f "$target/portcullis.aot"
  fi
  write_arguments "-XX:AOTCache=$target/portcullis.aot"
  printf '%s\n%s\n' "$here" "$JAVA_HOME" >"$target/portcullis.stamp.next"
  touch -r "$target/portcullis.begun" "$target/portcullis.stamp.next"
  mv "$target/portcullis.stamp.next" "$target/portcullis.stamp"
}

# To be called before the sources are read: what changes after this moment is not in the build.
begin_build() {
  mkdir -p "$here/app/target"
  rm -rf "$here/app/target/lib" "$here/app/target/portcullis.stamp"
  : >"$here/app/target/portcullis.begun"
}
