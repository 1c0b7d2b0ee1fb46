#!/usr/bin/env bash
# The memory of bxform between workflow runs. Copy it to .github/bxform/state.sh.
#   state.sh fetch    before plan and apply
#   state.sh keep     after apply, whatever became of it
# `.bxform/state` (which portal thing is whose, and the journal of what was sent) is kept on a branch of its own,
# bxform-state/PORTAL, with a commit for each apply: unlike a cache it is not thrown away, and it shows who
# applied what. A push that is no fast-forward is refused, so two applies cannot overwrite each other.
# Keep `.bxform/` out of the other branches in this setup, or two memories compete.
# If it is lost: nothing on the portal is lost, and nothing is made twice. The next plan finds smart processes and
# fields by the marks bxform left on the portal, stages and options by their keys; where it cannot know whether
# something is ours (workplaces, funnels renamed by hand) it says `blocked` and asks for `adopt:`. Only after an
# apply that broke off should you wait some minutes first: the portal may still be working on what it was sent.
set -euo pipefail

branch="bxform-state/$BXFORM_PORTAL"
known="refs/remotes/origin/$branch"

fetch() {
  local code=0
  git ls-remote --exit-code --heads origin "$branch" > /dev/null || code=$?
  case "$code" in
    0)
      git fetch --quiet --depth=1 origin "+refs/heads/$branch:$known"
      mkdir -p .bxform
      git archive --format=tar "$known" state | tar -x -C .bxform
      ;;
    2) echo "No state is kept yet." ;;
    *) exit "$code" ;;
  esac
}

keep() {
  [ -d .bxform/state ] || return 0
  local folder tree parent commit
  folder=$(git rev-parse --absolute-git-dir)
  export GIT_INDEX_FILE="$folder/bxform-state-index"
  rm -f "$GIT_INDEX_FILE"
  (cd .bxform && git --git-dir="$folder" --work-tree=. add --force -- state ':(exclude)state/*.lock')
  tree=$(git write-tree)
  parent=$(git rev-parse --quiet --verify "$known" || true)
  if [ -n "$parent" ] && [ "$tree" = "$(git rev-parse "$parent^{tree}")" ]; then return 0; fi
  commit=$(git -c user.name=bxform -c user.email=bxform@users.noreply.github.com commit-tree "$tree" ${parent:+-p "$parent"} -m "State of $BXFORM_PORTAL after ${GITHUB_SHA:-an apply}")
  git push --quiet origin "$commit:refs/heads/$branch"
}

case "${1:-}" in
  fetch) fetch ;;
  keep) keep ;;
  *) echo "usage: state.sh fetch|keep" >&2; exit 1 ;;
esac
