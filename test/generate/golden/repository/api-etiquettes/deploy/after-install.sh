#!/usr/bin/env bash
# AfterInstall of api-etiquettes, from deploy.sh:48.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:48
mkdir -p /data/etiquettes/spool
