#!/usr/bin/env bash
# ApplicationStart of passerelle-sms, from deploy.sh:12.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:12
cd /srv/passerelle-sms
forever restart passerelle-sms
