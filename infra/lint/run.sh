#!/bin/sh
# Checks template.yaml with three linters; any finding fails. Needs no network and no account.
# TOOLS_BIN: folders of sam, cfn-lint (with cfn-lint-serverless) and checkov, separated by colons.
set -eu
cd "$(dirname "$0")/../.."
PATH="${TOOLS_BIN:-$PWD/.tools/sam/bin:$PWD/.tools/checkov/bin}:$PATH"
for tool in sam cfn-lint checkov; do
  command -v "$tool" >/dev/null || { echo "$tool is missing: set TOOLS_BIN, see infra/tools" >&2; exit 1; }
done

# sam wants a region, although nothing is called.
export AWS_DEFAULT_REGION=eu-west-1 SAM_CLI_TELEMETRY=0
sam validate --lint --template template.yaml
cfn-lint --config-file infra/lint/cfn-lint.yaml
checkov --config-file infra/lint/checkov.yaml
echo "template.yaml: 0 findings"
