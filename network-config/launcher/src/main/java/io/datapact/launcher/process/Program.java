package io.datapact.launcher.process;

/** A program that is staged beside the launcher. */
public enum Program {
    CA("ca-app", "ca.port"),
    LEDGER_HOST("ledger-host", "ledger.port"),
    NODE("node-app", "node.port");

    private final String stagedName;
    private final String portFile;

    Program(String stagedName, String portFile) {
        this.stagedName = stagedName;
        this.portFile = portFile;
    }

    /** Name of its argument file, without the ending. */
    String stagedName() {
        return stagedName;
    }

    /** The file in its home folder that holds its port once it is ready. */
    String portFile() {
        return portFile;
    }
}
