package io.datapact.ca;

import io.datapact.pki.certificate.MemberSubject;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** All that the authority tells its operator: one method an event, never a token, key or secret. */
@Component
public class CaLog {

    private static final Logger LOG = LoggerFactory.getLogger("io.datapact.ca");

    public void started(Path home, int port, String rootDigest) {
        LOG.info("certificate authority ready: home={} port={} root={}", home, port, rootDigest);
    }

    public void tokenGranted(MemberSubject subject) {
        LOG.info("token granted: subject=\"{}\"", subject);
    }

    public void tokenRefused(String reason, String detail) {
        LOG.warn("token refused: reason={} detail=\"{}\"", reason, detail);
    }

    public void issued(String subject, String serial) {
        LOG.info("certificate issued: subject=\"{}\" serial={}", subject, serial);
    }

    public void enrolmentRefused(String reason, String detail) {
        LOG.warn("enrolment refused: reason={} detail=\"{}\"", reason, detail);
    }

    public void adminRefused(String path) {
        LOG.warn("request without the operator's secret refused: path={}", path);
    }

    public void failed(String errorId, Throwable cause) {
        LOG.error("request failed: error={}", errorId, cause);
    }
}
