#!/bin/sh
# Stands in the place of deploy.sh: shop is deployed by a pipeline. It changes nothing and ends
# with 1, so that a habit or a cron job does not deploy around the pipeline.
# The old script is in the history of its repository.
cat >&2 <<'TEXT'
shop is deployed by the pipeline shop; this script does nothing any more.

  deploy     push to main, or
             aws codepipeline start-pipeline-execution --name shop
  follow     aws codepipeline get-pipeline-state --name shop
             https://console.aws.amazon.com/codesuite/codepipeline/pipelines/shop/view
  go back    RUNBOOK.md, "Roll back"
  emergency  RUNBOOK.md, "Emergency": it also works when the pipeline does not
TEXT
exit 1
