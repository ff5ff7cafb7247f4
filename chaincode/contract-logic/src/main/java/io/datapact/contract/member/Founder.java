package io.datapact.contract.member;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import java.util.List;

/**
 * A founding member.
 *
 * @param roots  its root certificates, DER
 * @param admins chains of its first admin certificates: each a list of DER, leaf first, without the root
 */
public record Founder(MemberId member, List<String> kinds, List<Bytes> roots, List<List<Bytes>> admins) {
    public Founder {
        kinds = List.copyOf(kinds);
        roots = List.copyOf(roots);
        admins = admins.stream().map(List::copyOf).toList();
    }
}
