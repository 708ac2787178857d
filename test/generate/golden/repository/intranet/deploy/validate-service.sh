#!/usr/bin/env bash
# ValidateService of intranet, from deploy.sh:74.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:22
red()   { printf '\033[31m%s\033[0m\n' "$*"; }

# deploy.sh:58
PREVIOUS=${DEPLOYMENT_BEFORE}

# deploy.sh:73-79
sleep 3
if [ "$(curl -s -o /dev/null -w '%{http_code}' https://intranet.clientb.lan/login)" != 200 ]; then
  red "l'intranet ne répond pas, retour sur $PREVIOUS"
  exit 1
fi
