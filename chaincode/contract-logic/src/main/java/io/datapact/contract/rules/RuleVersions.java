package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.member.Frame;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.state.StateReader;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All released versions of the rules. The frame names the version in force; a run names the version under which it
 * started, which decides its commands to the end. A version that is not here is refused, never guessed.
 */
final class RuleVersions {
    /** The newest version of this jar. */
    static final long NEWEST = 1;

    private final SortedMap<Long, Rules> versions;

    RuleVersions(Map<Long, Rules> versions) {
        this.versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    static RuleVersions released(SignatureVerifier verifier) {
        return new RuleVersions(Map.of(NEWEST, new RulesOne(verifier)));
    }

    /** RULES_UNKNOWN: the version in force, that of the command's run, or that which an enactment would bring. */
    void requireKnown(StateReader reader, Frame frame, Command command) {
        requireKnown(frame.rulesVersion());
        requireKnown(deciding(reader, frame, command));
        if (command instanceof GovernanceCommand.Enact enact
                && enact.motion().asked() instanceof Action.UpgradeRules upgrade) {
            requireKnown(upgrade.version());
        }
    }

    private void requireKnown(long version) {
        require(versions.containsKey(version), Reason.RULES_UNKNOWN, Long.toString(version));
    }

    /** The rules that decide about a command whose versions are known. */
    Rules of(StateReader reader, Frame frame, Command command) {
        return versions.get(deciding(reader, frame, command));
    }

    private static long deciding(StateReader reader, Frame frame, Command command) {
        return CommandRuns.of(command)
                .flatMap(run -> reader.read(RunKeys.run(run)))
                .map(Run::rulesVersion)
                .orElse(frame.rulesVersion());
    }
}
