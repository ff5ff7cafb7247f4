package io.datapact.contract.task;

import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.CurrencyIssuer;
import java.util.List;

/**
 * The tasks that a standing approval covers. The rules check all but the parameters, which are not public: those the
 * owner's node compares with its template before it signs.
 *
 * @param purposes      codes that cover what is allowed
 * @param algorithm     the algorithm
 * @param version       its one version
 * @param operations    operations allowed, by name
 * @param inputs        all datasets that a task may read, whoever owns them
 * @param parties       members that may take part
 * @param recipients    members that may receive a result
 * @param minimumGroup  smallest group that every output asks for at least
 * @param maximumRows   most rows that an output may have
 * @param abroad        whether a recipient may be abroad
 * @param currency      of the prices
 * @param leastPrice    lowest price of a run, minor units
 * @param mostPrice     highest price of a run, minor units
 * @param leastOwn      least that a run pays the granting member as share or fee whatever the parties attest, minor units
 * @param epsilonMicros most privacy loss of the granting member's own inputs in a run, in millionths
 * @param runs          most runs of a task
 * @param parameters    digest of the template that parameters must fit
 * @param perPeriod     what all tasks together may cost in a period of the policy
 */
public record StandingTemplate(
        List<Code> purposes,
        AlgorithmId algorithm,
        long version,
        List<Code> operations,
        List<StandingInput> inputs,
        List<MemberId> parties,
        List<MemberId> recipients,
        long minimumGroup,
        long maximumRows,
        boolean abroad,
        String currency,
        long leastPrice,
        long mostPrice,
        long leastOwn,
        long epsilonMicros,
        long runs,
        Digest parameters,
        StandingCaps perPeriod) {
    public StandingTemplate {
        purposes = List.copyOf(purposes);
        operations = List.copyOf(operations);
        inputs = List.copyOf(inputs);
        parties = List.copyOf(parties);
        recipients = List.copyOf(recipients);
        Bounds.require("purposes", purposes.size(), 1, Bounds.LIST);
        Bounds.require("version", version, 1, Bounds.VERSIONS);
        Bounds.require("operations", operations.size(), 1, Bounds.LIST);
        Bounds.require("inputs", inputs.size(), 1, Bounds.MEMBERS);
        Bounds.require("parties", parties.size(), 1, Bounds.MEMBERS);
        Bounds.require("recipients", recipients.size(), 1, Bounds.MEMBERS);
        Bounds.require("minimumGroup", minimumGroup, 1, 1_000_000);
        Bounds.require("maximumRows", maximumRows, 1, TaskOutput.MAXIMUM_ROWS);
        CurrencyIssuer.requireCurrency(currency);
        Bounds.require("mostPrice", mostPrice, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("leastPrice", leastPrice, 0, mostPrice);
        Bounds.require("leastOwn", leastOwn, 0, mostPrice);
        Bounds.require("epsilonMicros", epsilonMicros, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("runs", runs, 1, Bounds.RUNS);
        if (inputs.stream().map(StandingInput::dataset).distinct().count() != inputs.size()) {
            throw new IllegalArgumentException("expected each dataset of a template once, found one twice");
        }
    }
}
