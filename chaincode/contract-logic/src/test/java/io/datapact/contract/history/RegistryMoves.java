package io.datapact.contract.history;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;

/** Datasets and algorithms. */
final class RegistryMoves implements Moves {
    @Override
    public Optional<Intent> stray(Scene scene) {
        String member = scene.anyMember();
        return Optional.of(
                scene.draw().once(3) ? algorithm(scene, member) : Intent.approver(member, dataset(scene, member)));
    }

    private static Command dataset(Scene scene, String member) {
        Draw draw = scene.draw();
        DatasetId known = Clauses.dataset(member, draw.once(2));
        DatasetId other = new DatasetId(member + "/extra-" + draw.below(2));
        String parent = draw.once(6) ? scene.anyMember() : member;
        return switch (draw.below(9)) {
            case 0, 1 ->
                new DatasetCommand.RegisterDataset(
                        other, draw.once(2) ? Optional.empty() : Optional.of(Clauses.dataset(parent, true)));
            case 2 -> Beginnings.publish(scene.world(), other, 1, 3, 0);
            case 3 -> new DatasetCommand.WithdrawDataset(draw.once(3) ? known : other);
            default -> publish(scene, known);
        };
    }

    /** A next version, mostly of narrower terms. */
    private static Command publish(Scene scene, DatasetId dataset) {
        Draw draw = scene.draw();
        long next = scene.versions.getOrDefault(dataset.value(), 1L) + (draw.once(5) ? 0 : 1);
        long expires = draw.once(3) ? scene.time() + 1_000_000 : Clauses.expiry();
        List<String> recipients = draw.once(3) ? scene.members().subList(0, 1) : scene.members();
        return new DatasetCommand.PublishVersion(
                dataset,
                next,
                Clauses.schema(),
                "1000-9999",
                Story.registeredRoot(dataset),
                Clauses.terms(recipients, 1 + draw.below(6), draw.once(3) ? 70_000 : 0, expires));
    }

    private static Intent algorithm(Scene scene, String member) {
        Draw draw = scene.draw();
        boolean stewards = draw.once(2);
        String owner = stewards ? Clauses.STEWARD : member;
        AlgorithmId id = stewards ? Clauses.ALGORITHM : new AlgorithmId(member + "/own");
        long version = 1L + draw.below(4);
        return switch (draw.below(6)) {
            case 0 -> Intent.approver(owner, new AlgorithmCommand.RetireAlgorithm(id, version));
            case 1, 2 ->
                Intent.approver(
                        draw.once(4) ? member : Clauses.STEWARD,
                        new AlgorithmCommand.ReviewAlgorithm(
                                id,
                                version,
                                draw.once(4) ? ConsortiumFixture.digest("other plugin") : Story.pluginDigest(),
                                draw.once(2)));
            default ->
                Intent.approver(
                        owner,
                        new AlgorithmCommand.RegisterAlgorithm(
                                id,
                                version,
                                new Code("datapact/mpc-statistics"),
                                Story.pluginDigest(),
                                ConsortiumFixture.digest("descriptor"),
                                List.of(Clauses.OPERATION),
                                Clauses.MODEL,
                                Clauses.FAIR,
                                draw.once(4)));
        };
    }
}
