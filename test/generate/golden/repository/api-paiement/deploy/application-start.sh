#!/usr/bin/env bash
# ApplicationStart of api-paiement, from deploy.sh:108.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:108
systemctl restart api-paiement
