package io.datapact.node.app;

import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.app.config.ConfigurationFile;
import io.datapact.node.app.log.OperatorMessages;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * The node's main class: {@code --home=<folder>} with {@code node.properties} in it. Logs to standard output; once it
 * serves, {@code <home>/node.port} and {@code peer.port} hold its ports.
 *
 * <p>Exit codes: 2 if the configuration is wrong, 3 if something that it needs cannot be used.
 */
public final class NodeApplication {
    private static final int WRONG_USAGE = 2;
    private static final int INFRASTRUCTURE = 3;

    private NodeApplication() {}

    /** Starts the node; it ends by SIGTERM. */
    public static void main(String[] arguments) {
        OperatorMessages messages = new OperatorMessages();
        int code = run(List.of(arguments), messages);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(List<String> arguments, OperatorMessages messages) {
        try {
            RunningNode node = RunningNode.start(
                    ConfigurationFile.load(CommandLine.parse(arguments).home()),
                    messages,
                    Clock.systemUTC(),
                    new SecureRandom());
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "node-stop"));
            return 0;
        } catch (ConfigurationException e) {
            messages.cannotStart(e.getMessage());
            return WRONG_USAGE;
        } catch (RuntimeException e) {
            // The outermost handler of the program: whatever failed must show, and leave the process.
            messages.cannotStart("something that it needs cannot be used");
            messages.failed("start", e);
            return INFRASTRUCTURE;
        }
    }
}
