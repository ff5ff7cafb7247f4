package io.datapact.launcher.command;

import io.datapact.launcher.audit.BundleExport;

/** Classes of bundles, by the names that people type. */
enum BundleKind {
    complete,
    task;

    BundleExport.Kind kind() {
        return this == task ? BundleExport.Kind.TASK : BundleExport.Kind.COMPLETE;
    }
}
