# Sourced by the datapact command and the continuous build: find_jdk prints the folder of a JDK of this feature release.
readonly JDK_FEATURE=25

# A folder is a usable JDK when its release file says so and it can compile.
is_jdk() {
  local line
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case "$line" in
      "JAVA_VERSION=\"$JDK_FEATURE\""* | "JAVA_VERSION=\"$JDK_FEATURE."*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

home_of_java_on_path() {
  local java
  java="$(command -v javac || command -v java)" || return 1
  java="$(readlink -f "$java" 2>/dev/null || printf '%s' "$java")"
  dirname "$(dirname "$java")"
}

find_jdk() {
  local home
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then
    printf '%s' "$JAVA_HOME"
    return 0
  fi
  if home="$(home_of_java_on_path)" && is_jdk "$home"; then
    printf '%s' "$home"
    return 0
  fi
  for home in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/* "${HOME:-/}"/.sdkman/candidates/java/* \
    "${HOME:-/}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if is_jdk "$home"; then
      printf '%s' "$home"
      return 0
    fi
  done
  return 1
}
