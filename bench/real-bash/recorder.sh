#!/harness/real/bin/bash -p
# Stands in for every program of a recorded run: notes how it was called, then plays the program.
#
# It is linked under the name of each program. What only computes, or works on the files of the
# sandbox, is run for real; what runs another command (sudo, ssh, xargs) runs it, so that it is noted
# too; everything else prints nothing and succeeds.
#
# Note: NUL after each of: machine, container, folder, user, line, number of words, the words.

# Sourced (`. venv/bin/activate`): an empty file.
[[ ${BASH_SOURCE[0]} == "$0" ]] || return 0
# Read by a shell (`bash missing.sh`), which has its note: an empty file too.
[[ $- == *p* ]] || exit 0

real=/harness/real/bin
name=${0##*/}
IFS= read -r machine </.machine

printf '%s\0' "$machine" "${PIPEWRIGHT_CONTAINER-}" "$PWD" "${PIPEWRIGHT_USER-}" \
  "${PIPEWRIGHT_LINE-}" "$(($# + 1))" "$0" "$@" >>/log/commands

# Standard input holds something of the script's own: not the answers to its prompts.
has_input() { [[ ! /dev/stdin -ef /harness/answers ]]; }

# A shell that was started without a command reads its standard input.
read_shell() {
  has_input || exit 0
  exec "$real/bash" -s
}

# Runs the rest of a carrier's words, or a shell where there are none.
carry() {
  (($#)) || read_shell
  # A program at a path of its own that nobody has made.
  [[ $1 == */* && ! -e $1 ]] && "$real/mkdir" -p "${1%/*}" && "$real/ln" -s /harness/recorder.sh "$1"
  exec "$@"
}

# Steps over options; `with_value` lists the letters of those that take a value.
skip_options() {
  local with_value=$1
  shift
  skipped=0
  while (($#)) && [[ $1 == -?* ]]; do
    skipped=$((skipped + 1))
    [[ $1 == -- ]] && return
    if [[ $1 != --* && $with_value == *"${1: -1}"* ]]; then
      skipped=$((skipped + 1))
      shift
    fi
    shift
  done
}

# Lays out the files of a machine that is reached for the first time.
lay_out() {
  local tree=/hosts/$1
  "$real/mkdir" -p "$tree"/{tmp,etc,var/log,home/me}
  "$real/cp" -n /etc/passwd "$tree/etc/"
  local link
  for link in bin sbin lib lib64; do "$real/ln" -sfn "usr/$link" "$tree/$link"; done
  echo "$1" >"$tree/.machine"
}

# On another machine: files of its own, the same stand-ins, nothing of this shell's variables.
on_machine() {
  local host=$1
  shift
  lay_out "$host"
  local shared=(--ro-bind /usr /usr --ro-bind /harness /harness --bind /hosts /hosts --bind /log /log)
  exec "$real/bwrap" --unshare-user --uid 0 --gid 0 --bind "/hosts/$host" / "${shared[@]}" \
    --dev-bind /dev /dev --bind /proc /proc --clearenv --setenv HOME /home/me --setenv USER root \
    --setenv PATH /usr/local/bin:/usr/bin:/bin --setenv BASH_ENV /harness/prelude.sh \
    --setenv PIPEWRIGHT_LINE "${PIPEWRIGHT_LINE-}" --chdir /home/me "$real/bash" "$@"
}

host_of() {
  local host=${1#ssh://}
  host=${host##*@}
  host=${host%%:*}
  host=${host//\//_}
  printf '%s' "${host:-nowhere}"
}

play_ssh() {
  local host='' stops='' is_named=
  while (($#)); do
    case $1 in
      -[GVQON]*) exit 0 ;;
      -[fn]) stops=1 ;;
      -*[bcDEeFIiJLlmopRSWwB]) shift ;;
      -*) ;;
      *)
        [[ -n $is_named ]] && break
        is_named=1 host=$(host_of "$1")
        ;;
    esac
    shift
  done
  [[ -n $is_named ]] || exit 0
  (($#)) && on_machine "$host" -c "$*"
  [[ -z $stops ]] && has_input || exit 0
  on_machine "$host" -s
}

# scp and rsync: what lies in the sandbox is there afterwards.
play_copy() {
  local words=() word
  for word; do [[ $word == -* ]] || words+=("$word"); done
  ((${#words[@]} > 1)) || exit 0
  local to=${words[-1]} tree='' path
  unset 'words[-1]'
  if [[ $to == *:* ]]; then
    lay_out "$(host_of "$to")"
    tree=/hosts/$(host_of "$to")
    path=${to#*:}
    path=${path/#\~/\/home\/me}
    [[ $path == /* ]] || path=/home/me/$path
    [[ $path == */ ]] && "$real/mkdir" -p "$tree$path"
    to=$tree$path
  fi
  "$real/mkdir" -p "${to%/*}"
  for word in "${words[@]}"; do [[ -e $word ]] && "$real/cp" -rT "$word" "$(target "$word" "$to")"; done
  exit 0
} 2>/dev/null

target() {
  if [[ -d $2 && $1 != */ ]]; then printf '%s/%s' "$2" "${1##*/}"; else printf '%s' "$2"; fi
}

play_sudo() {
  local user=root
  while (($#)); do
    case $1 in
      -u | --user) user=$2 && shift ;;
      --user=*) user=${1#*=} ;;
      -[gpChDRrtTU]) shift ;;
      --) shift && break ;;
      -*) ;;
      [A-Za-z_]*=*) export "$1" ;;
      *) break ;;
    esac
    shift
  done
  export PIPEWRIGHT_USER=$user
  carry "$@"
}

play_su() {
  local user='' text='' has_text=
  while (($#)); do
    case $1 in
      -c | --command) text=$2 has_text=1 && shift ;;
      -u | --user) user=$2 && shift ;;
      -s | -g | -G | --shell) shift ;;
      --) shift && break ;;
      -*) ;;
      *)
        [[ -n $user ]] && break
        user=$1
        ;;
    esac
    shift
  done
  export PIPEWRIGHT_USER=${user:-root}
  [[ -n $has_text ]] && exec "$real/bash" -c "$text"
  carry "$@"
}

play_docker() {
  local words=("$@") at=0
  [[ ${words[0]-} == compose ]] && at=1
  while [[ ${words[at]-} == -* ]]; do at=$((at + 1)); done
  [[ ${words[at]-} == exec ]] || exit 0
  set -- "${words[@]:at+1}"
  while [[ ${1-} == -* ]]; do
    [[ $1 == -*[uwe] || $1 == --user || $1 == --workdir || $1 == --env ]] && shift
    shift
  done
  (($# > 1)) || exit 0
  export PIPEWRIGHT_CONTAINER=$1
  shift
  exec "$@"
}

case $name in
  bash | sh | dash | zsh | ksh | ash)
    (($#)) || read_shell
    exec "$real/bash" "$@"
    ;;
  ssh | autossh) play_ssh "$@" ;;
  scp | rsync) play_copy "$@" ;;
  sudo | doas) play_sudo "$@" ;;
  su | runuser) play_su "$@" ;;
  docker | docker-compose | podman) play_docker "$@" ;;
  sshpass)
    skip_options pfd "$@"
    carry "${@:skipped+1}"
    ;;
  nohup | setsid | unbuffer | time | strace) carry "$@" ;;
  nice | ionice | stdbuf)
    skip_options ncpioe "$@"
    carry "${@:skipped+1}"
    ;;
  timeout)
    skip_options ks "$@"
    carry "${@:skipped+2}"
    ;;
  command) carry "$@" ;;
  env | xargs | flock) exec "$real/$name" "$@" ;;
  # Time stands still, unless a certain one is asked for.
  date)
    [[ " $* " == *' -d'* || " $* " == *' --date'* ]] && exec "$real/date" -u "$@"
    exec "$real/date" -u -d @1700000000 "$@"
    ;;
  awk | gawk | mawk) exec "$real/mawk" "$@" ;;
  tail)
    [[ " $* " == *' -'*[fF]* ]] && exit 0
    exec "$real/tail" "$@"
    ;;
  hostname)
    echo "$machine"
    ;;
  which)
    type -P -- "$@"
    exit
    ;;
  # The status of these is what they are called for.
  basename | dirname | grep | egrep | fgrep | cut | tr | sort | uniq | head | wc | expr | seq | \
    readlink | realpath | find | ls | cmp | diff | tac | rev | id | whoami | uname | \
    paste | nl | fold | comm | join | getopt | base64 | sha256sum | md5sum | false | printf | echo | test | [)
    exec "$real/$name" "$@"
    ;;
  # These work on files that are there on the machine that the script was written for: they succeed.
  cat | sed | mkdir | touch | ln | rm | rmdir | mv | cp | tee | mktemp | chmod)
    "$real/$name" "$@" 2>/dev/null
    ;;
esac
exit 0
