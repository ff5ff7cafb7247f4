package io.datapact.contract.rules;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.member.Founder;
import io.datapact.contract.x509.X509Form;
import java.util.ArrayList;
import java.util.List;

/** How many founders are independent of each other: those that share a root's key, directly or through others, are one. */
final class FounderRoots {
    private FounderRoots() {}

    static long count(List<Founder> founders) {
        List<List<Bytes>> groups = new ArrayList<>();
        for (Founder founder : founders) {
            List<Bytes> joined = new ArrayList<>(keys(founder));
            List<List<Bytes>> apart = new ArrayList<>();
            for (List<Bytes> group : groups) {
                if (group.stream().anyMatch(joined::contains)) {
                    joined.addAll(group);
                } else {
                    apart.add(group);
                }
            }
            apart.add(joined);
            groups = apart;
        }
        return groups.size();
    }

    /** The keys of a founder's roots; what is no certificate verifies nothing and joins nobody. */
    private static List<Bytes> keys(Founder founder) {
        return founder.roots().stream()
                .flatMap(root -> switch (X509Form.parse(root.toBytes())) {
                    case Parsed.Value<X509Form>(X509Form form) -> List.of(form.spki()).stream();
                    case Parsed.Malformed<X509Form> wrong -> List.<Bytes>of().stream();
                })
                .toList();
    }
}
