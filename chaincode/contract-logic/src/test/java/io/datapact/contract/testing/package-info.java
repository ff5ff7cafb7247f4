/**
 * A ready-made consortium of three members, for the tests of this module and of those above it: certificates, genesis,
 * signed commands, an in-memory ledger, and the story of one task. Nothing here is for production.
 */
package io.datapact.contract.testing;
