/**
 * What the chain decides. {@code RuleBook} is the way in; {@code GenesisRules} begins a ledger, {@code RecoveryRules}
 * goes on from a broken one; {@code TaskStates}, {@code RunStates} and {@code MemberStates} derive states for whoever
 * shows them.
 *
 * <p>Inside: {@code CommonConditions} and {@code Permission} are what all commands share; classes named {@code …Rules}
 * decide the commands of one feature; {@code …Checks} are parts that several commands ask; {@code RunFacts}, {@code
 * Disputes}, {@code Approvals}, {@code Budgets} gather facts; {@code …Rows} say per command what it asks, reads and
 * writes, and tests hold them to it. Rules refuse by {@code RefusedException}, which does not leave the package.
 *
 * <p>Nothing is null.
 */
package io.datapact.contract.rules;
