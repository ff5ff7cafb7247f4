package io.datapact.contract.rules;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.golden.GoldenHistory;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.CastVote;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.member.Roster;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.vectors.RulebookVectors;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Everything in which commands are watched: the golden history, the golden vectors, the fixture's story, random
 * histories, and one command in a state that is too large to be told.
 */
final class CommandCorpus {
    private static final int HISTORIES = 200;
    private static final int COMMANDS = 40;

    private CommandCorpus() {}

    static Observed observed() {
        Observed observed = new Observed();
        GoldenHistory.read().differs(observed.by(GoldenHistory.verifier()));
        RulebookVectors.playAll(observed.by(RulebookVectors.signatures()));
        ConsortiumFixture fixture = ConsortiumFixture.withoutSignatures();
        Story begun = new Story(fixture, fixture.ledger().copy(observed.by(fixture.verifier())));
        begun.registerAll();
        for (int seed = 0; seed < HISTORIES; seed++) {
            Story story = begun.branch();
            HistoryGenerator generator = new HistoryGenerator(fixture, story.time(), new Random(seed));
            for (int i = 0; i < COMMANDS; i++) {
                HistoryGenerator.Step step = generator.next();
                story.pass(step.millis()).tell(step.member(), step.role(), step.command());
            }
        }
        joinFullRoster(begun.branch());
        return observed;
    }

    /** A new member that a roster of 64 voted for. */
    private static void joinFullRoster(Story story) {
        ConsortiumFixture fixture = story.fixture();
        List<MemberId> members = IntStream.range(0, Bounds.MEMBERS)
                .mapToObj(i -> new MemberId("member-" + i))
                .sorted()
                .toList();
        put(story, MemberKeys.ROSTER, new Roster(members));
        TestIdentity admin = fixture.newIdentity("member-x", Role.ADMIN, "admin-1");
        Action add = new Action.AddMember(
                admin.memberId(), List.of(), List.of(fixture.root().certificate()), List.of(admin.chain()));
        Motion motion =
                Motion.of(add, Motions.base(story.ledger().reader(), add), "0".repeat(32), story.time() + 60_000);
        Digest voter = fixture.identity("bank-a", Role.ADMIN).digest();
        members.forEach(member -> put(
                story,
                GovernanceKeys.vote(motion.digest(), member),
                new CastVote(true, voter, story.time(), fixture.network())));
        story.tell("bank-a", Role.NODE, new GovernanceCommand.Enact(motion));
    }

    private static <T extends Record> void put(Story story, StateKey<T> key, T record) {
        story.ledger()
                .force(new Write(
                        key.path(), Optional.of(RecordCodec.of(key.type()).text(record))));
    }
}
