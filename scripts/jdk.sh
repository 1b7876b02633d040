# Finds a JDK 25 and sets JAVA_HOME to it. Sourced by the scripts at the top of the repository (bash).

# Whether a folder is a JDK 25: it says so itself, and it has a compiler.
is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  local line
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=\"25\"* | JAVA_VERSION=\"25.* | JAVA_VERSION=\"25-*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

# The home of the java on the PATH, asked of itself: shims and symbolic links do not tell.
java_on_path() {
  command -v java >/dev/null 2>&1 || return 0
  java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

find_jdk() {
  local home
  if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  for home in \
    "$HOME"/.sdkman/candidates/java/* \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/openjdk* \
    "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* "$HOME"/.jenv/versions/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$(java_on_path)"; do
    if is_jdk_25 "$home"; then
      export JAVA_HOME=$home
      return 0
    fi
  done
  cat >&2 <<'MESSAGE'
Portcullis needs a JDK 25 and found none: not in JAVA_HOME, not in the usual folders, not on the PATH.

Get one, any of these:
  Debian, Ubuntu   apt install openjdk-25-jdk      (or temurin-25-jdk from Adoptium)
  Fedora           dnf install java-25-openjdk-devel
  macOS            brew install openjdk@25          (or: brew install --cask temurin@25)
  any, by SDKMAN   sdk install java 25-tem
If it is somewhere else, say where:  export JAVA_HOME=/path/to/jdk-25
MESSAGE
  return 2
}
