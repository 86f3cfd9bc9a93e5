#!/bin/sh
# Check a release of statx with ordinary tools alone: unzip, sha256sum and ssh-keygen, and age where
# it is encrypted. Your own unit hands out this script and the list of keys; never take either from
# a package, or from whoever sent one.
#
#   sh check-package.sh PACKAGE ALLOWED_SIGNERS SIGNER UNIT [AGE_KEY]
#   sh check-package.sh padi-1.0.0-sumbar.zip ~/.config/statx/trust/allowed_signers release@jatim sumbar
#
# It ends with 0 where everything holds, and says what a person has still to read. It does not judge
# the data, nor know how many approvals your unit wants.
set -eu
LC_ALL=C
export LC_ALL

refuse() {
  echo "REFUSED: $1" >&2
  exit 1
}

# The value of a text in JSON as statx writes it, one key a line.
text_of() { sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}\$/\1/p" "$2" | head -n 1; }

# Whether the list of texts $1 in the file $3 holds $2, or everybody.
lists() { tr -d ' \n' < "$3" | grep -qE "\"$1\":\[[^]]*\"($2|\*)\""; }

# The name and version inside the object $1 of the file $2.
named() { sed -n "/\"$1\": {/,/}/p" "$2" | grep -E '"(name|version)"' | tr -d ' ,'; }

digest_of() { sha256sum < "$1" | cut -c 1-64; }

not_after() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort | head -n 1)" = "$1" ]; }

[ $# -eq 4 ] || [ $# -eq 5 ] || refuse "say PACKAGE ALLOWED_SIGNERS SIGNER UNIT [AGE_KEY]"
package=$(realpath "$1") signers=$(realpath "$2") signer=$3 unit=$4
sender=${signer#*@}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

if [ $# -eq 5 ]; then
  age -d -i "$5" -o "$work/plain.zip" "$package" || refuse "it cannot be decrypted"
  package=$work/plain.zip
fi
signed() {
  revoked=$(dirname "$signers")/revoked_keys
  [ -f "$revoked" ] || revoked=/dev/null
  ssh-keygen -Y verify -r "$revoked" -f "$signers" -I "$1" -n "$2" -s "$3.sig" < "$3" > /dev/null 2>&1
}

# The zip: nothing in it may land outside, or stand for something else.
unzip -tqq "$package" > /dev/null 2>&1 || refuse "it is no whole zip"
unzip -Z1 "$package" > "$work/names"
[ -z "$(tr 'A-Z' 'a-z' < "$work/names" | sort | uniq -d)" ] || refuse "two names are the same"
! grep -qE '^/|(^|/)\.|//|/$|[^A-Za-z0-9_./@+-]' "$work/names" || refuse "a name is not safe"
! unzip -Z "$package" | grep -q '^l' || refuse "it holds a link"
# shellcheck disable=SC2046  # its words are what is wanted
set -- $(unzip -Zt "$package")
[ "$3" -le $(($6 * 1000 + 1048576)) ] || refuse "it grows too large"
mkdir "$work/p"
unzip -q "$package" -d "$work/p" < /dev/null || refuse "it cannot be unpacked"
cd "$work/p"
[ -z "$(find . ! -type f ! -type d)" ] || refuse "it holds something that is no file"

# The release: signed by the unit that it says it is from, and for us.
[ -f release.json ] && [ -f release.json.sig ] || refuse "it is a draft: nobody vouches for it"
signed "$signer" statx-release release.json || refuse "the release is not signed by $signer"
[ "$(text_of format release.json)" = statx-release/1 ] || refuse "its format is not known"
[ "$(text_of signer release.json)" = "$signer" ] || refuse "it names another signer"
[ "$(text_of sender release.json)" = "$sender" ] || refuse "it names another sender"
lists recipients "$unit" release.json || refuse "it is not for $unit"
classification=$(text_of classification release.json)
case $classification in
  terbuka | terbatas | tertutup) ;;
  *) refuse "its classification is not known" ;;
esac
[ "$classification" = terbuka ] || ! lists recipients '\*' release.json || refuse "it is not public"

# The content: what the release is about, file by file, and not one more.
id=$(digest_of tagmanifest-sha256.txt)
grep -qF "\"sha256\": \"$id\"" release.json || refuse "the release is about other content"
sha256sum --strict --quiet -c tagmanifest-sha256.txt manifest-sha256.txt > /dev/null 2>&1 ||
  refuse "a file was changed or is missing"
{
  cut -c 67- tagmanifest-sha256.txt manifest-sha256.txt
  sed -n 's/^ *"file": "\(clearance\/.*\.json\)",$/\1\n\1.sig/p' release.json
  printf '%s\n' release.json release.json.sig tagmanifest-sha256.txt
} | sort > "$work/listed"
find . -type f | cut -c 3- | sort > "$work/present"
cmp -s "$work/listed" "$work/present" || refuse "a file is missing, or is not listed"

# The clearances: other people of that unit, for this content, this audience and this day.
approvals=0
created=$(text_of created release.json)
producer=$(text_of producer release.json)
for clearance in clearance/*.json; do
  [ -f "$clearance" ] || continue
  approver=${clearance#clearance/}
  approver=${approver%.json}
  grep -qF "\"sha256\": \"$(digest_of "$clearance")\"" release.json || refuse "$clearance was changed"
  signed "$approver" statx-clearance "$clearance" || refuse "$clearance is not signed by $approver"
  grep -qF "\"id\": \"$approver\"" "$clearance" || refuse "$clearance names another approver"
  [ "${approver#*@}" = "$sender" ] || refuse "$approver is not of $sender"
  [ "$approver" != "$producer" ] && [ "$approver" != "$signer" ] || refuse "$approver approved alone"
  [ "$(text_of producer "$clearance")" = "$producer" ] || refuse "$clearance names another producer"
  grep -qF "\"sha256\": \"$id\"" "$clearance" || refuse "$clearance is about other content"
  [ "$(named dataset "$clearance")" = "$(named package release.json)" ] ||
    refuse "$clearance is for another dataset"
  [ "$(text_of classification "$clearance")" = "$classification" ] ||
    refuse "$clearance is for another classification"
  [ "$(text_of decision "$clearance")" = approved ] || refuse "$approver did not approve"
  lists audience "$unit" "$clearance" || refuse "$clearance is for others"
  not_after "$(text_of decidedOn "$clearance")" "$created" || refuse "$clearance came afterwards"
  [ "$(text_of validUntil "$clearance")" != "$created" ] &&
    not_after "$created" "$(text_of validUntil "$clearance")" || refuse "$clearance has expired"
  ! grep -qE '"result": "(fail|unchecked)"' "$clearance" || grep -qF '"reason": ' "$clearance" ||
    refuse "a check in $clearance did not pass"
  approvals=$((approvals + 1))
done
[ "$approvals" -ge 1 ] || refuse "nobody has cleared it"

echo "OK  $(text_of name release.json) $(text_of version release.json), $classification, sha256:$id"
echo "    released by $signer on $created, approved by $approvals, produced by $producer"
cat clearance/*.json
echo "READ the clearances above: the reasons given, and whether they are enough for your unit."
