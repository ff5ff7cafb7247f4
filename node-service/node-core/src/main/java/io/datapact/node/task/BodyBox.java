package io.datapact.node.task;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.identity.Opener;
import io.datapact.node.store.BodyStore;
import io.datapact.pki.cms.CmsEnvelopes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Seals tasks' bodies to the parties' nodes, keeps them sealed, and opens one only if it is what the manifest names. */
public final class BodyBox {
    private final BodyStore store;
    private final Opener opener;
    private final CmsEnvelopes cms;

    /** A box over a store, opened with this node's key. */
    public BodyBox(BodyStore store, Opener opener, CmsEnvelopes cms) {
        this.store = store;
        this.opener = opener;
        this.cms = cms;
    }

    /** Seals a body to the parties' node certificates and keeps it. */
    public byte[] seal(TaskId task, TaskBody body, List<X509Certificate> parties) {
        byte[] sealed = cms.encrypt(body.encode(), parties);
        store.putBody(task, sealed);
        return sealed;
    }

    /**
     * Keeps a body that a peer sent, if it is the task's.
     *
     * @param sealed untrusted
     * @return whether it opens here and has the digest that the manifest names; otherwise nothing is kept
     */
    public boolean accept(TaskManifest manifest, byte[] sealed) {
        if (sealed.length > BodyStore.MAXIMUM_BYTES || read(manifest, sealed).isEmpty()) {
            return false;
        }
        store.putBody(manifest.task(), sealed);
        return true;
    }

    /** The sealed body as kept, for a peer that asks. */
    public Optional<byte[]> sealed(TaskId task) {
        return store.body(task);
    }

    /** The body whose digest the manifest names, or empty if it is not here. */
    public Optional<TaskBody> open(TaskManifest manifest) {
        return store.body(manifest.task()).flatMap(kept -> read(manifest, kept));
    }

    private Optional<TaskBody> read(TaskManifest manifest, byte[] sealed) {
        return opener.open(sealed)
                .map(TaskBody::parse)
                .filter(Parsed.Value.class::isInstance)
                .map(parsed -> ((Parsed.Value<TaskBody>) parsed).value())
                .filter(body -> body.digest().equals(manifest.bodyDigest()));
    }
}
