package io.sixlane.identity.owner;

import io.sixlane.configuration.identity.Role;
import io.sixlane.files.WholeFile;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.token.ApiTokens;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Makes the first account and its owner, an operator, whose token lies in a file on this host. A
 * reader of the file owns the installation, as a reader of its database does.
 */
@Component
class Owner implements ApplicationRunner {
    private static final String ACCOUNT = "local";
    private static final String MEMBER = "owner";
    private static final String HEADER = "Authorization: Bearer ";
    private static final List<String> OF_SERVER = List.of("08", "53", "55", "57");
    private static final Logger log = LoggerFactory.getLogger(Owner.class);

    /** A start waits for a database that is slow or away. */
    private static final RetryPolicy UNTIL_IT_ANSWERS =
            RetryPolicy.builder()
                    .predicate(Owner::mayPass)
                    .maxRetries(Long.MAX_VALUE)
                    .delay(Duration.ofMillis(500))
                    .multiplier(2)
                    .maxDelay(Duration.ofSeconds(5))
                    .build();

    private final Members members;
    private final ApiTokens tokens;
    private final OwnerProperties properties;

    Owner(Members members, ApiTokens tokens, OwnerProperties properties) {
        this.members = members;
        this.tokens = tokens;
        this.properties = properties;
    }

    /** Readiness comes after it. */
    @Override
    public void run(ApplicationArguments arguments) {
        new RetryTemplate(UNTIL_IT_ANSWERS).invoke(this::prepare);
    }

    private static boolean mayPass(Throwable failure) {
        var passes =
                failure instanceof DataAccessResourceFailureException
                        || failure instanceof TransactionException
                        || isOfServer(failure);
        if (passes) {
            log.atWarn()
                    .addKeyValue("cause", failure.getMessage())
                    .log("PostgreSQL does not answer, the start waits for it");
        }
        return passes;
    }

    /**
     * By the class of its SQLSTATE (PostgreSQL, appendix A): connection, resources, locks,
     * operator.
     */
    private static boolean isOfServer(Throwable failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && OF_SERVER.stream().anyMatch(cause.getSQLState()::startsWith);
    }

    private void prepare() {
        members.addAccount(ACCOUNT, MEMBER, MEMBER, Role.OPERATOR);
        members.find(MEMBER)
                .ifPresent(
                        owner -> {
                            var header =
                                    WholeFile.readOrCreateSecret(
                                            properties.credentialsFile(),
                                            () -> HEADER + ApiTokens.newText());
                            if (!header.startsWith(HEADER)) {
                                throw new IllegalStateException(
                                        "%s must hold '%ssxl_pat_…'; delete it to get a fresh one"
                                                .formatted(properties.credentialsFile(), HEADER));
                            }
                            tokens.admit(
                                    owner,
                                    properties.credentialsFile().getFileName().toString(),
                                    header.substring(HEADER.length()).strip());
                        });
    }
}
