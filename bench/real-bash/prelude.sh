# Read by every bash of a recorded run before its script (BASH_ENV). The machines that the script was
# written for have folders, files and programs at paths of their own; here they come into being when
# they are first named, so that the script goes on. Each program that starts knows the line it is on.

export PIPEWRIGHT_LINE

__pipewright_word='(([^][:space:];&|<>()`"'\''$]|[$][A-Za-z_0-9*@#]+|[$][{][A-Za-z_0-9]+[}]|"[^"`()]*"|'\''[^'\'']*'\'')+)'
__pipewright_source="^(source|[.])[[:space:]]+$__pipewright_word"
__pipewright_program="^$__pipewright_word"
__pipewright_output="^[^>]*>>?[|]?[[:space:]]*$__pipewright_word(.*)"
__pipewright_input="[^<]<[[:space:]]*$__pipewright_word"

cd() {
  builtin cd "$@" 2>/dev/null && return
  [[ $# -gt 0 ]] && /harness/real/bin/mkdir -p -- "${@: -1}" 2>/dev/null
  builtin cd "$@"
}

pushd() {
  [[ $# -gt 0 ]] && /harness/real/bin/mkdir -p -- "${@: -1}" 2>/dev/null
  builtin pushd "$@"
}

# Makes what a simple command, as it is written, names and nobody has made.
__pipewright_prepare() {
  local text=$1 path='' rest
  if [[ $text =~ $__pipewright_source ]]; then
    eval "path=${BASH_REMATCH[2]}"
    __pipewright_make "$path"
  elif [[ $text =~ $__pipewright_program && ${BASH_REMATCH[1]} != *=* ]]; then
    eval "path=${BASH_REMATCH[1]}"
    if [[ $path == */* && ! -e $path ]]; then
      /harness/real/bin/mkdir -p -- "${path%/*}/" && /harness/real/bin/ln -s /harness/recorder.sh "$path"
    fi
  fi
  [[ $text =~ $__pipewright_input ]] && eval "path=${BASH_REMATCH[1]}" && __pipewright_make "$path"
  rest=$text
  while [[ $rest =~ $__pipewright_output ]]; do
    rest=${BASH_REMATCH[3]}
    eval "path=${BASH_REMATCH[1]}"
    [[ $path == */* ]] && /harness/real/bin/mkdir -p -- "${path%/*}/"
  done
  return 0
} 2>/dev/null

# An empty file.
__pipewright_make() {
  [[ -z $1 || -e $1 ]] && return
  [[ $1 == */* ]] && /harness/real/bin/mkdir -p -- "${1%/*}/"
  : >"$1"
}

set -T
trap 'PIPEWRIGHT_LINE=${BASH_SOURCE[0]-}:$LINENO; __pipewright_prepare "$BASH_COMMAND"' DEBUG
