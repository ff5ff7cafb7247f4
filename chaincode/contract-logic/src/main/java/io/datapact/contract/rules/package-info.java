/** What the chain decides: {@code RuleBook}, one class of rules per feature. Nothing is null. */
package io.datapact.contract.rules;
