package io.datapact.contract.governance;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.Policy;
import io.datapact.contract.merkle.NoteKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a motion asks for: contract.md section 5, Enact. An action's name in a {@link Motion} is its record's name in
 * kebab case.
 */
public sealed interface Action {
    /** Most root certificates of a member, and most first admin certificates. */
    int MAXIMUM_CERTIFICATES = 8;

    /** The member that the action is about, who has no say in it. */
    default Optional<MemberId> target() {
        return Optional.empty();
    }

    /**
     * A new member joins the roster.
     *
     * @param roots  its root certificates, DER
     * @param admins chains of its first admin certificates: each a list of DER, leaf first, without the root
     */
    record AddMember(MemberId member, List<String> kinds, List<Bytes> roots, List<List<Bytes>> admins)
            implements Action {
        private static final int MAXIMUM_KINDS = 8;

        public AddMember {
            kinds = List.copyOf(kinds);
            roots = List.copyOf(roots);
            admins = admins.stream().map(List::copyOf).toList();
            Bounds.require("kinds", kinds.size(), 0, MAXIMUM_KINDS);
            Bounds.require("roots", roots.size(), 1, MAXIMUM_CERTIFICATES);
            Bounds.require("admins", admins.size(), 1, MAXIMUM_CERTIFICATES);
            if (!kinds.stream().allMatch(kind -> kind.matches("[a-z0-9-]{1,40}"))) {
                throw new IllegalArgumentException("expected kinds of 1 to 40 of a-z, 0-9 and -, found another form");
            }
        }

        @Override
        public Optional<MemberId> target() {
            return Optional.of(member);
        }
    }

    /** A member may only do what suspended members may. */
    record Suspend(MemberId member) implements Action {
        @Override
        public Optional<MemberId> target() {
            return Optional.of(member);
        }
    }

    /** Ends a suspension. */
    record Reinstate(MemberId member) implements Action {
        @Override
        public Optional<MemberId> target() {
            return Optional.of(member);
        }
    }

    /** Replaces a member's root certificates; certificates registered under the former ones stay. */
    record SetRoots(MemberId member, List<Bytes> roots) implements Action {
        public SetRoots {
            roots = List.copyOf(roots);
            Bounds.require("roots", roots.size(), 1, MAXIMUM_CERTIFICATES);
        }

        @Override
        public Optional<MemberId> target() {
            return Optional.of(member);
        }
    }

    /** All of a member's admin and revoker certificates are void but those given here. */
    record ResetAdmins(MemberId member, List<List<Bytes>> admins) implements Action {
        public ResetAdmins {
            admins = admins.stream().map(List::copyOf).toList();
            Bounds.require("admins", admins.size(), 1, MAXIMUM_CERTIFICATES);
        }

        @Override
        public Optional<MemberId> target() {
            return Optional.of(member);
        }
    }

    /** The next version of the policy. */
    record SetPolicy(Policy policy) implements Action {}

    /** The next version of the rule book. */
    record UpgradeRules(long version) implements Action {
        public UpgradeRules {
            Bounds.require("version", version, 1, Bounds.VERSIONS);
        }
    }

    /**
     * Replaces one part of the frame.
     *
     * @param logKey the log's next Ed25519 public key, 32 bytes; its host must hold the private one before this is enacted
     */
    record SetFrame(
            Optional<List<MemberId>> reviewers,
            Optional<List<CurrencyIssuer>> currencies,
            Optional<Witnesses> witnesses,
            Optional<ReferenceValues> referenceValues,
            Optional<Bytes> logKey)
            implements Action {
        public SetFrame {
            reviewers = reviewers.map(List::copyOf);
            currencies = currencies.map(List::copyOf);
            long parts = Stream.of(reviewers, currencies, witnesses, referenceValues, logKey)
                    .filter(Optional::isPresent)
                    .count();
            Bounds.require("parts of the frame", parts, 1, 1);
            Bounds.require("reviewers", reviewers.map(List::size).orElse(0), 0, Bounds.MEMBERS);
            Bounds.require("currencies", currencies.map(List::size).orElse(0), 0, Bounds.MEMBERS);
            int length = logKey.map(key -> key.toBytes().length).orElse(NoteKey.KEY_BYTES);
            Bounds.require("bytes of the log's key", length, NoteKey.KEY_BYTES, NoteKey.KEY_BYTES);
        }
    }

    /** Pauses the network from the enactment on, or changes the end of a pause that is on. */
    record LongPause(long seconds) implements Action {
        private static final long LONGEST = 180 * 86_400L;

        public LongPause {
            Bounds.require("seconds", seconds, 1, LONGEST);
        }
    }

    /** Ends whatever pause is on. */
    record Resume() implements Action {}
}
