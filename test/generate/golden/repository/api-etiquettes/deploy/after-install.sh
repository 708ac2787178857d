#!/usr/bin/env bash
# AfterInstall of api-etiquettes, from deploy.sh:48.
# Written by Pipewright; edits are kept when it runs again.
set -euo pipefail
# shellcheck source=/dev/null
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# deploy.sh:45: the image comes from ECR, and gets the name that the script gave it.
read -r uri _ < "$BUNDLE/images.txt"
registry=${uri%%/*}
aws ecr get-login-password --region "$(cut -d. -f4 <<< "$registry")" |
  docker login --username AWS --password-stdin "$registry"
while read -r uri name; do
  docker pull --quiet "$uri"
  docker tag "$uri" "$name"
done < "$BUNDLE/images.txt"

# deploy.sh:48
mkdir -p /data/etiquettes/spool
