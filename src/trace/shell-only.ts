/** Commands that change nothing but the shell itself. */
export const shellOnly = new Set(
  'cd pushd popd exit return break continue set shopt shift unset [ test true false : sleep wait trap alias getopts read local declare typeset export readonly umask ulimit hash type let'.split(
    ' ',
  ),
);
