#!/usr/bin/env bash
# Verifies an evidence bundle of Datapact without Java: bash verify.sh bundle.zip root.pem
#
# Needs bash 4.4, openssl 3, jq 1.6, sha256sum and coreutils 8.31. Recomputes the container's form, all digests, every
# signature, the certificates' chains to the root given, the Merkle root under the signed checkpoint, and the parties'
# evidence chains under their anchors. It does not replay the rule book; `datapact audit verify` does. Of a bundle of class
# task it checks that each command stands in the log, and not what the state held: it says so and ends with 4.
#
# Exit: 0 all holds, 1 something does not (said on stderr), 2 wrong use or a tool is missing, 4 something critical is not
# checked here.
set -Eeuo pipefail
export LC_ALL=C
shopt -s nullglob

fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
note() { printf 'ok: %s\n' "$*"; }
usage() { printf '%s\n' "$*" >&2; exit 2; }

[[ $# -eq 2 ]] || usage "expected two arguments, found $#: bash verify.sh bundle.zip root.pem"
[[ -r $1 && -r $2 ]] || usage "expected two files that can be read, found: $1 $2"
for tool in openssl jq sha256sum od dd basenc base64 split stat mktemp realpath cut head tail; do
    command -v "$tool" > /dev/null || usage "expected the program $tool, found none; install it"
done
zip=$(realpath "$1")
roots=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'fail "line $LINENO could not be carried out"' ERR
mkdir "$work/b" "$work/t"
cd "$work/b"

# --- the container: stored entries in one fixed form, sorted, nothing between them -----------------------------------

le() { # little-endian hexadecimal to a number
    local hex=$1 out=
    while [[ -n $hex ]]; do out=${hex:0:2}$out; hex=${hex:2}; done
    printf -v REPLY '%d' "0x$out"
}
hex() { # bytes $2 to $2+$3 of file $1 in hexadecimal
    REPLY=$(od -An -v -tx1 -j "$2" -N "$3" "$1")
    REPLY=${REPLY//[[:space:]]/}
}
text() { # hexadecimal to text
    local hex=$1 out=
    while [[ -n $hex ]]; do out+="\\x${hex:0:2}"; hex=${hex:2}; done
    printf -v REPLY '%b' "$out"
}

kind=complete

unpack() {
    local size count directory bytes at=0 offset=0 last='' name crc length named header
    size=$(stat -c %s "$zip")
    ((size >= 22)) || fail "expected a zip, found $size bytes"
    hex "$zip" $((size - 22)) 22
    local end=$REPLY
    [[ ${end:0:16} == 504b050600000000 && ${end:16:4} == "${end:20:4}" && ${end:40:4} == 0000 ]] \
        || fail "expected the end of a zip without comment, found another form"
    le "${end:16:4}"; count=$REPLY
    le "${end:24:8}"; bytes=$REPLY
    le "${end:32:8}"; directory=$REPLY
    ((directory + bytes + 22 == size && count > 0)) || fail "expected directory and end to fill the file"
    hex "$zip" "$directory" "$bytes"
    local central=$REPLY
    for ((i = 0; i < count; i++)); do
        crc=${central:at + 32:8}
        length=${central:at + 40:8}
        named=${central:at + 56:4}
        le "$named"; local chars=$REPLY
        ((chars > 0 && chars <= 200)) || fail "expected a name of 1 to 200 characters in the directory"
        local raw=${central:at + 92:chars * 2}
        text "$raw"; name=$REPLY
        [[ $name =~ ^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$ ]] \
            || fail "expected relative paths of plain segments, found another name"
        [[ $name > $last ]] || fail "expected names in ascending order, found $name after $last"
        last=$name
        local wide
        printf -v wide '%08x' "$offset"
        # Extra, comment, disk, internal and external attributes: 2 + 2 + 2 + 2 + 4 bytes of nothing.
        header=504b01020a000a000000000000002100$crc$length$length${named}000000000000000000000000
        header+=${wide:6:2}${wide:4:2}${wide:2:2}${wide:0:2}$raw
        [[ ${central:at:92 + chars * 2} == "$header" ]] || fail "directory of $name: expected the one canonical form"
        at=$((at + 92 + chars * 2))
        hex "$zip" "$offset" $((30 + chars))
        [[ $REPLY == 504b03040a000000000000002100$crc$length$length${named}0000$raw ]] \
            || fail "header of $name: expected the one canonical form"
        le "$length"; local content=$REPLY
        offset=$((offset + 30 + chars))
        ((content <= 16777216 && offset + content <= directory)) || fail "$name: expected content within the file"
        known "$name" || fail "expected files of the bundle's layout, found $name"
        [[ $name != */* || -d ${name%/*} ]] || mkdir -p "${name%/*}"
        dd if="$zip" of="$name" bs=65536 iflag=skip_bytes,count_bytes skip="$offset" count="$content" status=none
        offset=$((offset + content))
        [[ $name != class.json ]] || kind=$(jq -r .kind class.json)
        printf '%s\n' "$name" >> "$work/names"
    done
    ((at == ${#central} && offset == directory)) || fail "expected nothing between entries and directory, found more"
    note "container: $count files in canonical form"
}

known() {
    case $1 in
        README.md | body.json | class.json | ledger/checkpoint | manifest.json | task.json) return 0 ;;
    esac
    [[ $1 =~ ^ledger/entries/[0-9]{6}\.json$ || $1 =~ ^ledger/handovers/[0-9]{6}$ || $1 =~ ^certificates/[0-9a-f]{64}\.pem$ \
        || $1 =~ ^evidence/[a-z0-9-]{1,40}/[0-9]{6}\.[a-z]{1,20}\.dsse\.json$ \
        || $1 =~ ^manifest\.[a-z0-9-]{1,40}\.dsse\.json$ ]] && return 0
    [[ $kind == task ]] && [[ $1 =~ ^ledger/(checkpoints|consistency)/[0-9]{6}$ || $1 =~ ^ledger/proofs/[0-9]{6}\.tlog-proof$ \
        || $1 =~ ^ledger/state/[0-9]{6}/[0-9a-f]{64}\.(state-proof|json)$ ]]
}

# --- the manifest: digests and sizes of all other files ---------------------------------------------------------------

digests() {
    [[ -f manifest.json && -f class.json && -f task.json && -f ledger/checkpoint && -f ledger/entries/000000.json ]] \
        || fail "expected manifest, class, task, checkpoint and genesis, found one missing"
    [[ $kind == complete || $kind == task ]] || fail "class.json: expected class complete or task, found another"
    [[ $(jq -r .type manifest.json) == datapact/bundle-manifest/1 ]] || fail "manifest.json: expected another type"
    jq -r '.files[] | "\(.sha256)  \(.path)"' manifest.json > "$work/sums"
    jq -r '.files[].path' manifest.json > "$work/listed"
    grep_v_manifest < "$work/names" > "$work/present"
    [[ $(< "$work/listed") == "$(< "$work/present")" ]] || fail "expected exactly the files listed in manifest.json, found others"
    sha256sum --check --strict --quiet "$work/sums" > "$work/t/bad" 2>&1 || fail "digests: $(head -1 "$work/t/bad")"
    while read -r size path; do
        [[ $(stat -c %s "$path") == "$size" ]] || fail "$path: expected $size bytes"
    done < <(jq -r '.files[] | "\(.size) \(.path)"' manifest.json)
    note "manifest: all files as listed, none unlisted"
}

grep_v_manifest() { # names but for the manifest and its seals
    local name
    while read -r name; do
        [[ $name == manifest.* ]] || printf '%s\n' "$name"
    done
}

# --- signatures --------------------------------------------------------------------------------------------------------

# DSSE: base64 payload $1, type $2, base64 signature $3, public key file $4; the payload is left in t/payload.
dsse() {
    local length=$((${#1} / 4 * 3)) padding=${1: -2}
    [[ $padding == *= ]] && length=$((length - 1))
    [[ $padding == == ]] && length=$((length - 1))
    base64 -d <<< "$1" > "$work/t/payload" 2> /dev/null || return 1
    base64 -d <<< "$3" > "$work/t/sig" 2> /dev/null || return 1
    { printf 'DSSEv1 %d %s %d ' "${#2}" "$2" "$length"; cat "$work/t/payload"; } > "$work/t/pae"
    openssl dgst -sha256 -verify "$4" -signature "$work/t/sig" "$work/t/pae" > /dev/null 2>&1
}

declare -A member role first last keyfile

# What the ledger registered: certificate, member, role.
registry() {
    local digest found
    while IFS=$'\t' read -r digest found_member found_role; do
        member[$digest]=$found_member
        role[$digest]=$found_role
    done < <(cat ledger/entries/*.json | jq -r \
        '.writes[] | select((.key | startswith("cert/")) and has("value")) | .value | fromjson
         | [.digest, .member, .role] | @tsv')
    for pem in certificates/*.pem; do
        digest=${pem#certificates/}
        digest=${digest%.pem}
        found=$(openssl x509 -in "$pem" -outform DER 2> /dev/null | sha256sum | cut -d' ' -f1)
        [[ $found == "$digest" ]] || fail "$pem: expected a certificate of the digest in its name"
        [[ -n ${member[$digest]:-} ]] || fail "$pem: expected a certificate that the ledger registered"
        keyfile[$digest]=$work/t/$digest.key
        openssl x509 -in "$pem" -noout -pubkey > "${keyfile[$digest]}" 2> /dev/null
    done
    for digest in "${!member[@]}"; do
        [[ -n ${keyfile[$digest]:-} ]] || fail "expected certificates/$digest.pem, found none"
    done
}

used() { # certificate $1 signed at $2 (milliseconds)
    [[ -n ${keyfile[$1]:-} ]] || fail "expected a registered certificate, found $1"
    [[ -n ${first[$1]:-} ]] || first[$1]=$2
    [[ -n ${last[$1]:-} ]] || last[$1]=$2
    (($2 >= first[$1])) || first[$1]=$2
    (($2 <= last[$1])) || last[$1]=$2
}

split_roots() { # each trusted root: key file and digest
    local line number=0
    while IFS= read -r line || [[ -n $line ]]; do
        [[ $line != *'BEGIN CERTIFICATE'* ]] || number=$((number + 1))
        ((number == 0)) || printf '%s\n' "$line" >> "$work/t/root.$number.pem"
    done < "$roots"
    ((number > 0)) || usage "expected certificates in $roots, found none"
    for pem in "$work"/t/root.*.pem; do
        openssl x509 -in "$pem" -noout -pubkey > "${pem%.pem}.rootkey"
        openssl x509 -in "$pem" -outform DER | sha256sum | cut -d' ' -f1 >> "$work/t/rootdigests"
    done
}

genesis() {
    local payload type sig verified key
    payload=$(jq -r '.envelope | @base64d | fromjson | .payload' ledger/entries/000000.json)
    type=application/vnd.datapact.genesis+json
    while read -r sig; do
        verified=no
        for key in "$work"/t/root.*.rootkey; do
            ! dsse "$payload" "$type" "$sig" "$key" || verified=yes
        done
        [[ $verified == yes ]] || fail "genesis: expected signatures of trusted roots, found another"
    done < <(jq -r '.envelope | @base64d | fromjson | .signatures[].sig' ledger/entries/000000.json)
    base64 -d <<< "$payload" > "$work/t/genesis"
    network=$(sha256sum < "$work/t/genesis" | cut -d' ' -f1)
    [[ $network == "$(jq -r .network class.json)" ]] || fail "class.json: expected network $network, found another"
    while read -r root; do
        root=$(base64 -d <<< "$root" | sha256sum | cut -d' ' -f1)
        while read -r trusted; do [[ $trusted != "$root" ]] || continue 2; done < "$work/t/rootdigests"
        fail "genesis: expected founders' roots that you trust, found $root"
    done < <(jq -r '.founders[].roots[]' "$work/t/genesis")
    note "genesis: signed by the trusted root"
}

commands() {
    local position=0 at time payload type count sig signer found file
    local -A seen
    while IFS=$'\t' read -r at time payload type count sig signer found; do
        if [[ $kind == task ]]; then
            ((at > position)) || fail "entry $at: expected ascending positions, found it after $position"
            position=$at
        else
            position=$((position + 1))
            [[ $at == "$position" ]] || fail "entry $position: expected its position, found $at"
        fi
        [[ $type == application/vnd.datapact.command+json && $count == 1 ]] || fail "entry $at: expected one signature"
        [[ $found == "$network" ]] || fail "entry $at: expected network $network, found $found"
        [[ -z ${seen[$payload]:-} ]] || fail "entry $at: expected each command once, found one again"
        seen[$payload]=1
        used "$signer" "$time"
        dsse "$payload" "$type" "$sig" "${keyfile[$signer]}" || fail "entry $at: expected the signature of $signer"
    done < <(cat ledger/entries/*.json | jq -r 'select(.position > 0) | . as $entry | .envelope | @base64d | fromjson
        | . as $envelope | .payload | @base64d | fromjson
        | [$entry.position, $entry.time, $envelope.payload, $envelope.payloadType, ($envelope.signatures | length),
           $envelope.signatures[0].sig, .signer, .network] | @tsv')
    while IFS=$'\t' read -r file at; do
        file=${file##*/}
        [[ $((10#${file%.json})) == "$at" ]] || fail "$file: expected the entry of its name, found $at"
    done < <(jq -r '[input_filename, .position] | @tsv' ledger/entries/*.json)
    entries=$(jq .entries class.json)
    [[ $kind == task || $entries == $((position + 1)) ]] || fail "class.json: expected $((position + 1)) entries"
    note "ledger: ${#seen[@]} commands signed by registered certificates"
}

# --- the log: Merkle root over all entries, under the signed checkpoint -----------------------------------------------

merkle() {
    local file level next hexes i root
    mkdir "$work/leaves"
    for file in ledger/entries/*.json; do
        { printf '\0'; cat "$file"; } > "$work/leaves/${file##*/}"
    done
    mapfile -t level < <(cd "$work/leaves" && sha256sum -- *.json | cut -d' ' -f1)
    [[ ${#level[@]} == "$entries" ]] || fail "expected $entries entries, found ${#level[@]} files"
    while ((${#level[@]} > 1)); do
        hexes=
        for ((i = 0; i + 1 < ${#level[@]}; i += 2)); do hexes+=01${level[i]}${level[i + 1]}; done
        rm -rf "$work/nodes"; mkdir "$work/nodes"
        printf '%s' "${hexes^^}" | basenc --base16 -d | split -b 65 -a 6 -d - "$work/nodes/"
        mapfile -t next < <(cd "$work/nodes" && sha256sum -- * | cut -d' ' -f1)
        ((${#level[@]} % 2 == 0)) || next+=("${level[-1]}")
        level=("${next[@]}")
    done
    root=$(printf '%s' "${level[0]^^}" | basenc --base16 -d | base64)
    checkpoint
    [[ $signed_root == "$root" ]] || fail "checkpoint: expected the Merkle root $root, found $signed_root"
    note "log: Merkle root over $entries entries is the one in the signed checkpoint"
}

# A signed note $1 over $2 entries: its text is left in t/head, its root in note_root, the key that it names in note_key.
read_note() {
    local lines blank=3
    mapfile -t lines < "$1"
    note_root=${lines[2]}; note_key=
    [[ ${lines[0]} == "$(jq -r .authority.origin "$work/t/genesis")" ]] || fail "$1: expected the genesis' origin"
    [[ ${lines[1]} == "$2" ]] || fail "$1: expected $2 entries, found ${lines[1]}"
    while [[ -n ${lines[blank]:-} ]]; do
        [[ ${lines[blank]} != "datapact/log-key/1 "* ]] || note_key=${lines[blank]#datapact/log-key/1 }
        blank=$((blank + 1))
    done
    printf '%s\n' "${lines[@]:0:blank}" > "$work/t/head"
}

# Whether the note $1, whose text is in t/head, bears a signature by the log key $2 (base64).
signed_by() {
    local origin line id
    origin=$(head -n 1 "$work/t/head")
    base64 -d <<< "$2" > "$work/t/logkey" || return 1
    { printf '%s' 302A300506032B6570032100 | basenc --base16 -d; cat "$work/t/logkey"; } > "$work/t/logkey.der"
    id=$({ printf '%s\n\1' "$origin"; cat "$work/t/logkey"; } | sha256sum | cut -c1-8)
    while IFS= read -r line; do
        base64 -d <<< "${line#"— $origin "}" > "$work/t/keyed" 2> /dev/null || continue
        hex "$work/t/keyed" 0 4
        [[ $REPLY == "$id" ]] || continue
        tail -c +5 "$work/t/keyed" > "$work/t/sig"
        ! openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/t/logkey.der" -rawin -in "$work/t/head" \
            -sigfile "$work/t/sig" > /dev/null 2>&1 || return 0
    done < <(grep -F "— $origin " "$1")
    return 1
}

# The signed checkpoint, by the key of the genesis or the one that handovers lead to: its root is left in signed_root.
checkpoint() {
    local key file before=1 size
    key=$(jq -r .authority.key "$work/t/genesis")
    for file in ledger/handovers/*; do
        [[ -f $file ]] || continue
        size=$((10#${file##*/}))
        read_note "$file" "$size"
        ((size > before && size <= entries)) || fail "$file: expected more than $before and at most $entries entries"
        [[ -n $note_key ]] || fail "$file: expected the next log key, found none"
        signed_by "$file" "$key" || fail "$file: expected a signature of the log key before"
        signed_by "$file" "$note_key" || fail "$file: expected a signature of the next log key"
        if [[ $kind == complete ]]; then
            [[ $(jq -r '.writes[] | select(.key == "network/authority") | .value | fromjson | .key' \
                "ledger/entries/$(printf %06d $((size - 1))).json") == "$note_key" ]] \
                || fail "$file: expected the key that its last entry sets"
        fi
        before=$size
        ((size == entries)) || key=$note_key
    done
    read_note ledger/checkpoint "$entries"
    signed_root=$note_root
    signed_by ledger/checkpoint "$key" || fail "checkpoint: expected a signature of the log key"
}

hash_of() { # SHA-256 of bytes in hexadecimal
    REPLY=$(printf '%s' "${1^^}" | basenc --base16 -d | sha256sum | cut -d' ' -f1)
}

# Of a task's bundle: each entry's inclusion under the signed checkpoint (RFC 6962, checked as RFC 9162 2.1.3.2 says).
inclusions() {
    local file name proof root hash node last sibling line count=0
    checkpoint
    root=$(base64 -d <<< "$signed_root" | od -An -v -tx1)
    root=${root//[[:space:]]/}
    for file in ledger/entries/*.json; do
        name=${file##*/}; name=${name%.json}
        proof=ledger/proofs/$name.tlog-proof
        [[ -f $proof ]] || fail "$proof: expected a proof of entry $name, found none"
        hash=$({ printf '\0'; cat "$file"; } | sha256sum | cut -d' ' -f1)
        node=$((10#$name)); last=$((entries - 1))
        ((node <= last)) || fail "$file: expected a position below $entries"
        { IFS= read -r line; [[ $line == c2sp.org/tlog-proof@v1 ]] || fail "$proof: expected a tlog-proof"
            IFS= read -r line; [[ $line == "index $node" ]] || fail "$proof: expected index $node"
            while IFS= read -r line && [[ -n $line ]]; do
                ((last > 0)) || fail "$proof: expected a shorter path"
                sibling=$(base64 -d <<< "$line" | od -An -v -tx1)
                sibling=${sibling//[[:space:]]/}
                if ((node % 2 == 1 || node == last)); then
                    hash_of "01$sibling$hash"; hash=$REPLY
                    while ((node % 2 == 0 && node != 0)); do node=$((node >> 1)); last=$((last >> 1)); done
                else
                    hash_of "01$hash$sibling"; hash=$REPLY
                fi
                node=$((node >> 1)); last=$((last >> 1))
            done
            [[ $(cat) == "$(< ledger/checkpoint)" ]] || fail "$proof: expected the bundle's checkpoint"
        } < "$proof"
        [[ $last == 0 && $hash == "$root" ]] || fail "$proof: expected a path to the root in the signed checkpoint"
        count=$((count + 1))
    done
    note "log: $count entries stand in the log under the signed checkpoint"
}

# --- the task: what approvals sign -------------------------------------------------------------------------------------

approvals() {
    task=$(jq -r .task class.json)
    manifest=$(sha256sum < task.json | cut -d' ' -f1)
    [[ $(jq -r .task task.json) == "$task" ]] || fail "task.json: expected task $task"
    local signed
    while read -r signed; do
        [[ $signed == "$manifest" ]] || fail "expected approvals of manifest $manifest, found one of $signed"
    done < <(facts '.type == "datapact/command/approve-task" and .body.task == $task' .body.manifest)
    if [[ -f body.json ]]; then
        [[ $(sha256sum < body.json | cut -d' ' -f1) == "$(jq -r .bodyDigest task.json)" ]] \
            || fail "body.json: expected the digest in task.json"
    fi
    note "task: $task, manifest $manifest is what approvals sign"
}

facts() { # of the commands for which filter $1 holds, the fields $2
    cat ledger/entries/*.json | jq -r --arg task "$task" "select(.position > 0) | .envelope | @base64d | fromjson
        | .payload | @base64d | fromjson | select($1) | [$2] | @tsv"
}

# --- the parties' evidence ---------------------------------------------------------------------------------------------

evidence() {
    local file name path_member counter kind digest expected previous=none last_member='' files=("$work"/b/evidence/*/*.json)
    local payload type count sig predicate said_task said_member certificate said_counter said_previous at
    local -A heads count_of
    ((${#files[@]} > 0)) || fail "expected statements of the parties, found none"
    exec 3< <(cat "${files[@]}" | jq -r '. as $envelope | .payload | @base64d | fromjson
        | [$envelope.payload, $envelope.payloadType, ($envelope.signatures | length), $envelope.signatures[0].sig,
           .predicateType, .predicate.link.task, .predicate.link.member, .predicate.link.certificate,
           .predicate.link.counter, (.predicate.link.previous // "none"), .predicate.link.at] | @tsv')
    for file in "${files[@]}"; do
        IFS=$'\t' read -r payload type count sig predicate said_task said_member certificate said_counter \
            said_previous at <&3 || fail "expected a statement in each file of evidence"
        path_member=${file%/*}; path_member=${path_member##*/}
        name=${file##*/}; counter=$((10#${name:0:6})); kind=${name#*.}; kind=${kind%.dsse.json}
        [[ $path_member == "$last_member" ]] || { last_member=$path_member; expected=1; previous=none; }
        [[ $type == application/vnd.in-toto+json && $count == 1 ]] || fail "$file: expected one signed statement"
        [[ $predicate == "https://datapact.io/evidence/$kind/v1" ]] || fail "$file: expected a statement of kind $kind"
        [[ $said_task == "$task" && $said_member == "$path_member" && $said_counter == "$counter" ]] \
            || fail "$file: expected task, member and counter as the file lies"
        [[ $counter == "$expected" ]] || fail "$file: expected counter $expected, found $counter"
        [[ $said_previous == "$previous" ]] || fail "$file: expected the digest of the statement before"
        [[ ${member[$certificate]:-} == "$path_member" && ${role[$certificate]:-} == node ]] \
            || fail "$file: expected a node certificate of $path_member"
        used "$certificate" "$at"
        dsse "$payload" "$type" "$sig" "${keyfile[$certificate]}" || fail "$file: expected the signature of $certificate"
        digest=$(sha256sum < "$work/t/payload" | cut -d' ' -f1)
        heads["$path_member $counter"]=$digest
        count_of[$path_member]=$counter
        previous=$digest
        expected=$((expected + 1))
    done
    exec 3<&-
    local signer head anchored
    while IFS=$'\t' read -r signer anchored head; do
        ((anchored == 0)) || [[ ${heads["${member[$signer]} $anchored"]:-} == "$head" ]] \
            || fail "expected statement $anchored of ${member[$signer]} as anchored, found another or none"
        [[ ${covered[${member[$signer]}]:-0} -ge $anchored ]] || covered[${member[$signer]}]=$anchored
    done < <(facts '.type == "datapact/command/attest-result" and .body.run.task == $task' \
            '.signer, .body.own.evidenceCount, .body.own.evidenceHead'
        facts '.type == "datapact/command/anchor-evidence" and .body.run.task == $task' \
            '.signer, .body.count, .body.head')
    for file in "${files[@]}"; do
        path_member=${file%/*}; path_member=${path_member##*/}
        name=${file##*/}; counter=$((10#${name:0:6}))
        ((counter <= ${covered[$path_member]:-0})) || [[ $name == *.denial.dsse.json ]] \
            || fail "$path_member/$name: expected a head on the ledger that covers it, found none"
    done
    note "evidence: ${#files[@]} statements in chains that hang from anchored heads"
}

seal() {
    local exporter file payload type sig keyid certificate said at
    exporter=$(jq -r .exporter class.json)
    file=manifest.$exporter.dsse.json
    [[ -f $file ]] || fail "expected the exporter's seal $file, found none"
    IFS=$'\t' read -r payload type sig keyid certificate said at < <(jq -r '. as $envelope | .payload | @base64d
        | fromjson | [$envelope.payload, $envelope.payloadType, $envelope.signatures[0].sig,
        $envelope.signatures[0].keyid, .certificate, .manifest, .at] | @tsv' "$file")
    [[ $type == application/vnd.datapact.bundle+json ]] || fail "$file: expected a seal"
    [[ $said == "$(sha256sum < manifest.json | cut -d' ' -f1)" ]] || fail "$file: expected the digest of manifest.json"
    [[ ${member[$certificate]:-} == "$exporter" && ${role[$certificate]:-} == node ]] \
        || fail "$file: expected a node certificate of $exporter"
    used "$certificate" "$at"
    dsse "$payload" "$type" "$sig" "${keyfile[$certificate]}" || fail "$file: expected the signature of $certificate"
    # The manifest does not list the seal, so each of its bits must count here: one spelling, and a key id that is right.
    local canonical
    canonical=$(jq -jcS . "$file")
    [[ $canonical == "$(< "$file")" && $(stat -c %s "$file") == "${#canonical}" ]] \
        || fail "$file: expected canonical JSON"
    [[ $(jq '.signatures | length' "$file") == 1 && $keyid == "$certificate" ]] \
        || fail "$file: expected one signature with the certificate's digest as key id"
    [[ $(base64 -w0 < "$work/t/payload") == "$payload" && $(base64 -w0 < "$work/t/sig") == "$sig" ]] \
        || fail "$file: expected canonical base64"
    note "seal: signed by $exporter"
}

# --- certificates: chains to the trusted root, at the times of signing ------------------------------------------------

chains() {
    local digest at pem
    for digest in "${!first[@]}"; do
        pem=certificates/$digest.pem
        for at in "${first[$digest]}" "${last[$digest]}"; do
            openssl verify -attime $((at / 1000)) -CAfile "$roots" -untrusted "$pem" "$pem" > /dev/null 2>&1 \
                || fail "$pem: expected a chain to the trusted root, valid at $((at / 1000)) (seconds)"
        done
    done
    note "certificates: ${#first[@]} signers chain to the trusted root, valid when they signed"
}

declare -A covered
unpack
digests
split_roots
genesis
registry
commands
if [[ $kind == task ]]; then inclusions; else merkle; fi
approvals
evidence
seal
chains
if [[ $kind == task ]]; then
    printf '%s\n' 'NOT CHECKED: proofs of the state (nothing revoked, paused or spent elsewhere; no command left out) and' \
        'consistency of earlier checkpoints. What was checked holds; for the rest use datapact audit verify.'
    exit 4
fi
printf 'The bundle holds.\n'
