package io.datapact.contract.rules;

/**
 * The kinds of keys that the state has, in the words of the command table. Placeholders: {@code <task>},
 * {@code <dataset>}, {@code <algorithm>}, {@code <node>} and {@code <standing>} are ids of two segments, {@code <run>} is
 * {@code <task>/<n>}; numbers are padded to six digits.
 */
enum KeyKind {
    GENESIS("network/genesis"),
    FRAME("network/frame"),
    ROSTER("network/roster"),
    PAUSE("network/pause"),
    WITNESSES("network/witnesses"),
    REFERENCE_VALUES("network/reference-values"),
    AUTHORITY("network/authority"),
    FORMER_LOG_KEY("log-key/<digest>"),
    POLICY("policy/<v>"),
    MEMBER("member/<member>"),
    CERTIFICATE("cert/<digest>"),
    SPKI("spki/<digest>"),
    NODE("node/<node>"),
    ADMINS("admins/<member>"),
    ADMIN("admin/<member>/<digest>"),
    VOTE("vote/<digest>/<member>"),
    ENACTED("enacted/<digest>"),
    PAUSED("paused/<member>"),
    COMMAND("cmd/<digest>"),
    DATASET("ds/<dataset>"),
    VERSION("dsv/<dataset>/<v>"),
    USED("used/<dataset>/<period>"),
    USED_TOTAL("used/<dataset>/total"),
    ALGORITHM("alg/<algorithm>/<v>"),
    REVIEW("review/<algorithm>/<v>/<member>"),
    TASK("task/<task>"),
    CLOSED("closed/<task>"),
    SLOT("slot/<member>/<slot>"),
    APPROVAL("approval/<task>/<member>/<slot>"),
    STANDING("standing/<standing>"),
    STANDING_USED("standing-used/<standing>/<period>"),
    RUN("run/<run>"),
    INPUT("input/<run>/<input>"),
    ATTESTATION("att/<run>/<member>"),
    ABORT("abort/<run>/<member>"),
    RELEASE("release/<run>/<member>"),
    RECEIPT("rcpt/<run>/<member>"),
    ANCHOR("anchor/<run>/<member>/<seq>"),
    DENIAL("denial/<node>/<member>/<day>/<seq>"),
    DENIED("denied/<node>/<digest>"),
    ROWS_DELETED("deletion/ds/<dataset>/<v>/<seq>"),
    WHOLE_DELETED("deletion/ds/<dataset>/<v>/whole"),
    RESULTS_DELETED("deletion/task/<task>/<member>/<seq>"),
    ACCOUNT("acct/<member>/<currency>"),
    PAY_IN("payin/<currency>/<digest>"),
    PAY("pay/<member>/<currency>/<run>"),
    PAY_OUT("payout/<member>/<currency>/<digest>"),
    HOLD("hold/<run>"),
    DEPOSIT("deposit/<run>/<member>"),
    DISPUTE("dispute/<run>/<member>"),
    RULING("ruling/<run>/<member>"),
    OUTCOME("outcome/<run>");

    private final String pattern;

    KeyKind(String pattern) {
        this.pattern = pattern;
    }

    /** The key's text with placeholders. */
    String pattern() {
        return pattern;
    }
}
