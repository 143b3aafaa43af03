package io.sixlane.identity.owner;

import io.sixlane.configuration.identity.Role;
import io.sixlane.identity.member.Members;
import io.sixlane.identity.signer.PrivateFile;
import io.sixlane.identity.token.ApiTokens;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes the first account and its owner, an operator, whose token lies in a file on this host. A
 * reader of the file owns the installation, as a reader of its database does.
 */
@Component
class Owner implements ApplicationRunner {
    private static final String ACCOUNT = "local";
    private static final String MEMBER = "owner";
    private static final String HEADER = "Authorization: Bearer ";

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
        members.addAccount(ACCOUNT, MEMBER, MEMBER, Role.OPERATOR);
        members.find(MEMBER)
                .ifPresent(
                        owner -> {
                            var header =
                                    PrivateFile.readOrMake(
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
