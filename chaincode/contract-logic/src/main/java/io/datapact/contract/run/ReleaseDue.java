package io.datapact.contract.run;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;

/**
 * What a party owes a recipient other than itself once the run is attested.
 *
 * @param party       index of the party that owes
 * @param recipient   member that receives
 * @param sealedShare digest of the share, sealed under the party's key, as it was delivered
 * @param keyMessage  digest of the CMS message that opens it, published by Release
 */
public record ReleaseDue(Code output, long party, MemberId recipient, Digest sealedShare, Digest keyMessage) {}
