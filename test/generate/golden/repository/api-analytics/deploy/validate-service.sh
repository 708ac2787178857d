#!/usr/bin/env bash
# ValidateService of api-analytics, from deploy.sh:49.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Each host asks itself, where the script went from host to host.
SERVER=$(hostname -f)

# deploy.sh:44
# Asked every 2 s, for 30 s at the most, where the script paused for 5 s.
for _ in {1..15}; do
  curl --fail -s -o /dev/null -w "$SERVER %{http_code}\n" "http://$SERVER:3001/health" > /dev/null 2>&1 && break
  sleep 2
done

# deploy.sh:49
# Added: --fail, so that an answer of 400 or more counts.
curl --fail -s -o /dev/null -w "$SERVER %{http_code}\n" "http://$SERVER:3001/health"
