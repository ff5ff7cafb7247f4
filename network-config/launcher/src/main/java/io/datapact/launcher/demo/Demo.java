package io.datapact.launcher.demo;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.network.EmbeddedNetwork;
import io.datapact.launcher.network.Layout;
import io.datapact.launcher.network.NetworkPlan;
import io.datapact.launcher.process.Programs;
import io.datapact.launcher.rest.NodeApi;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Plays the whole story on a network of its own. */
public final class Demo {
    private final Layout layout;
    private final Path results;
    private final PrintStream out;

    /**
     * Prepares.
     *
     * @param layout  where the network will live
     * @param results where bundle, root, result and summary go
     */
    public Demo(Layout layout, Path results, PrintStream out) {
        this.layout = layout;
        this.results = results;
        this.out = out;
    }

    /** Plays, and ends every process. */
    public void playOnce() {
        try (EmbeddedNetwork network = new EmbeddedNetwork(NetworkPlan.demo(), layout, Programs.staged())) {
            play(network);
        }
    }

    /** Plays, says what to try next, and stays until it is interrupted. */
    public void playAndStay() {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (EmbeddedNetwork network = new EmbeddedNetwork(NetworkPlan.demo(), layout, Programs.staged())) {
            play(network);
            out.println(NextSteps.text(network, results));
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(EmbeddedNetwork network) {
        StoryTeller teller = new StoryTeller(out);
        teller.say("A bank, a mobile operator and a clearing house compute a default rate by customer segment."
                + "\nThis is a demo network: one machine makes everybody's keys. It lives in " + layout.root());
        teller.play("network", "certificate authority, ledger host and three nodes start, each its own process", () -> {
            network.start();
            return StoryTeller.Ending.done("5 processes, keys enrolled at the authority, genesis signed");
        });
        Map<String, NodeApi> nodes = new LinkedHashMap<>();
        DemoTask.MEMBERS.forEach(member -> nodes.put(member, network.api(member)));
        try {
            Cast cast = new Cast(nodes);
            new Preparations(cast, teller, network).play();
            Computation computation = new Computation(cast, teller, DemoTask.TASK, 1);
            String csv = computation.play();
            computation.secondStart();
            SortedMap<String, Long> balances = new Settlement(cast, teller, DemoTask.TASK).play();
            DemoSummary summary = new Evidence(cast, teller, network.layout(), results).play(csv, balances);
            summary.write(results.resolve("summary.json"));
        } finally {
            nodes.values().forEach(NodeApi::close);
        }
        teller.say("\nDone. " + results + " holds bundle.zip, task.zip, root.pem, result.csv and summary.json.");
    }

    /** Deletes a demo network's folder. */
    public static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new LaunchException("the demo's folder " + folder + " could not be deleted", e);
        }
    }
}
