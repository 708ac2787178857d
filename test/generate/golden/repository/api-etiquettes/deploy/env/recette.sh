#!/usr/bin/env bash
# What is particular to recette in api-etiquettes. Secrets stand in SSM, not here.
# Written by Pipewright; edits are kept when it runs again.
# shellcheck disable=SC2034 # read where this file is sourced

PRINT_SERVER=10.20.108.15
WORKERS=1
