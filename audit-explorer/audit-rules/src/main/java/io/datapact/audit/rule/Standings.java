package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.TaskCommand.EndStanding;
import io.datapact.contract.command.TaskCommand.GrantStanding;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.task.StandingTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Standing approvals by the commands of a history: what each allows, who granted it, whether it ended. */
final class Standings {
    private final Map<StandingId, Standing> standings = new TreeMap<>();

    /**
     * A standing approval.
     *
     * @param granters certificates of the people that granted exactly this template
     */
    record Standing(StandingTemplate template, List<Certificate> granters, boolean ended) {
        Standing {
            granters = List.copyOf(granters);
        }

        /** How many people granted it: one handle of a member, or one key, is one person. */
        long people() {
            List<Certificate> people = new ArrayList<>();
            granters.stream()
                    .filter(granter -> people.stream().noneMatch(other -> Persons.same(other, granter)))
                    .forEach(people::add);
            return people.size();
        }
    }

    void step(Step step) {
        switch (step.command()) {
            case GrantStanding grant -> step.signer().ifPresent(signer -> grant(grant, signer));
            case EndStanding end ->
                standings.computeIfPresent(
                        end.standing(), (id, standing) -> new Standing(standing.template(), standing.granters(), true));
            default -> {}
        }
    }

    Optional<Standing> of(StandingId id) {
        return Optional.ofNullable(standings.get(id));
    }

    private void grant(GrantStanding grant, Certificate signer) {
        if (!grant.standing().member().equals(signer.member())) {
            return;
        }
        Standing known = standings.getOrDefault(grant.standing(), new Standing(grant.template(), List.of(), false));
        if (known.template().equals(grant.template())) {
            List<Certificate> granters = new ArrayList<>(known.granters());
            granters.add(signer);
            standings.put(grant.standing(), new Standing(known.template(), granters, known.ended()));
        }
    }
}
