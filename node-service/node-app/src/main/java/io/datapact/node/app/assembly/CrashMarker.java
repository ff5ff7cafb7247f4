package io.datapact.node.app.assembly;

import io.datapact.node.run.CrashPoints;
import java.io.PrintStream;
import java.util.concurrent.locks.LockSupport;

/**
 * For tests from outside: at one named point of a run says so on standard output and stays there, so that whoever reads
 * it can kill the process.
 */
final class CrashMarker implements CrashPoints {
    /** The system property that names the point. */
    static final String PROPERTY = "datapact.crash.marker";

    private final String wanted;
    private final PrintStream out;

    private CrashMarker(String wanted, PrintStream out) {
        this.wanted = wanted;
        this.out = out;
    }

    /** The point that the system property names, or none. */
    static CrashPoints fromProperty(PrintStream out) {
        String wanted = System.getProperty(PROPERTY, "");
        return wanted.isEmpty() ? CrashPoints.NONE : new CrashMarker(wanted, out);
    }

    @Override
    public void reached(String point) {
        if (!point.equals(wanted)) {
            return;
        }
        out.println("marker " + point);
        out.flush();
        while (true) {
            LockSupport.park(this);
        }
    }
}
