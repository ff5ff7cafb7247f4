package io.datapact.node.app.member;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Json.JsonString;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Role;
import io.datapact.node.app.assembly.PeerBook;
import io.datapact.node.app.config.Endpoint;
import io.datapact.node.app.log.OperatorMessages;
import io.datapact.node.app.web.Answers;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.app.web.ProblemException;
import io.datapact.node.identity.Keyring;
import io.datapact.node.member.Certificates;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Registers and revokes this member's certificates, and says where other members' nodes are. */
@RestController
final class MemberController {
    private final Certificates certificates;
    private final Keyring keys;
    private final PeerBook peers;
    private final Answers answers;
    private final OperatorMessages messages;

    MemberController(
            Certificates certificates, Keyring keys, PeerBook peers, Answers answers, OperatorMessages messages) {
        this.certificates = certificates;
        this.keys = keys;
        this.peers = peers;
        this.answers = answers;
        this.messages = messages;
    }

    /** Names the key at this node whose certificate is registered. */
    record Registration(Role role) {}

    /** Names a certificate of this member; {@code reason} as RFC 5280 has it, {@code invalidityDate} in millis. */
    record Revocation(Digest certificate, String reason, long invalidityDate) {}

    @PostMapping(path = "/v1/certificates", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> register(@RequestBody Registration body) throws InterruptedException {
        return answers.of("register-certificate", certificates.register(keys.require(body.role())));
    }

    @PostMapping(path = "/v1/certificates/revocations", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Record> revoke(@RequestBody Revocation body) throws InterruptedException {
        return answers.of(
                "revoke-certificate",
                Parameters.checked(
                        () -> certificates.revoke(body.certificate(), body.reason(), body.invalidityDate())));
    }

    @PutMapping(path = "/v1/peers", consumes = MediaType.APPLICATION_JSON_VALUE)
    JsonObject peers(@RequestBody JsonObject body) throws InterruptedException {
        Map<MemberId, Endpoint> addresses = new TreeMap<>();
        body.members()
                .forEach((member, address) ->
                        addresses.put(Parameters.read(member, member, MemberId::new), endpoint(member, address)));
        Parameters.checked(() -> {
            peers.put(addresses);
            return addresses;
        });
        addresses.forEach((member, endpoint) -> messages.peer(member, endpoint.toString()));
        Map<String, Json> all = new TreeMap<>();
        peers.all().forEach((member, endpoint) -> all.put(member.value(), new JsonString(endpoint.toString())));
        return JsonObject.of(all);
    }

    private static Endpoint endpoint(String member, Json address) {
        if (address instanceof JsonString(String text)) {
            return Parameters.read(member, text, Endpoint::parse);
        }
        throw ProblemException.malformed("/" + member, "expected host:port as text, found another kind of value");
    }
}
