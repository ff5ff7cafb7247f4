package io.datapact.launcher.demo;

import io.datapact.launcher.network.EmbeddedNetwork;
import java.nio.file.Path;

/** What a visitor may try once the story is told. */
final class NextSteps {
    private NextSteps() {}

    static String text(EmbeddedNetwork network, Path results) {
        Path telco = network.home(DemoTask.TELCO);
        return """

                The network stays up. What to try next, in another terminal:

                  verify the evidence offline      ./datapact audit verify %1$s/bundle.zip --trust %1$s/root.pem
                  the same without Java            ./datapact audit script > verify.sh
                                                   bash verify.sh %1$s/bundle.zip %1$s/root.pem
                  what the operator's node keeps   ls %2$s
                  its statements                   ls %2$s/evidence
                  its log                          less %2$s/program.log

                Press Ctrl-C to end all processes. The network's folder stays; delete it when you are done:
                  rm -r %3$s
                """.formatted(results, telco, network.layout().root());
    }
}
