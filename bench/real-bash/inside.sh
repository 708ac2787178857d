# Runs one script inside the sandbox, then prints what was seen: its status and the end of what it
# said, NUL behind each, and the notes of the stand-ins.
limit=$1 script=$2
shift 2
real=/harness/real/bin

echo local >/.machine
"$real/mkdir" -p /etc /tmp /var/log /home/me
echo 'root:x:0:0::/home/me:/bin/bash' >/etc/passwd
"$real/cp" -r /harness/application /home/me/application
"$real/find" /home/me/application -name '*.sh' -exec "$real/chmod" a+x {} +
: >/log/commands
cd /home/me/application || exit

# Of one file 64 MiB, of open files and of time no more than a deploy script needs.
ulimit -f 65536 -n 256 -c 0
BASH_ENV=/harness/prelude.sh "$real/timeout" -k 1 "$limit" "$real/bash" "$script" "$@" \
  </harness/answers >/log/said 2>&1
status=$?
# What still runs in the background gets to its note.
"$real/sleep" 0.2
printf '%s\0' "$status"
"$real/tail" -c 4000 /log/said | "$real/tr" -d '\0'
printf '\0'
"$real/head" -c 4000000 /log/commands
