package io.datapact.audit.rule;

import io.datapact.contract.member.Certificate;

/** Who is one person: whoever has one handle of a member, or one key. */
final class Persons {
    private Persons() {}

    static boolean same(Certificate one, Certificate other) {
        return sameKey(one, other)
                || (one.member().equals(other.member()) && one.handle().equals(other.handle()));
    }

    static boolean sameKey(Certificate one, Certificate other) {
        return one.digest().equals(other.digest()) || one.spki().equals(other.spki());
    }
}
