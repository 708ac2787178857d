#!/usr/bin/env bash
# ApplicationStart of crm, from maj.sh:20.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# maj.sh:20
systemctl reload php7.4-fpm
