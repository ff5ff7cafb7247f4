package io.datapact.contract.command;

/** What a member asks the ledger to do. One record per command; its payload type is derived from the record's name. */
public sealed interface Command
        permits GovernanceCommand,
                MemberCommand,
                DatasetCommand,
                AlgorithmCommand,
                TaskCommand,
                RunCommand,
                EvidenceCommand,
                SettlementCommand {}
