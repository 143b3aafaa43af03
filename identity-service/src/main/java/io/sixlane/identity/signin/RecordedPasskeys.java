package io.sixlane.identity.signin;

import io.sixlane.configuration.access.AccessEvent;
import io.sixlane.configuration.access.AccessEvent.PasskeyAdded;
import io.sixlane.configuration.access.AccessEvent.PasskeyRemoved;
import io.sixlane.identity.access.AccessLog;
import io.sixlane.identity.member.Members;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.transaction.support.TransactionOperations;

/** Records each passkey that a member registers or gives up, in the transaction of that. */
record RecordedPasskeys(
        UserCredentialRepository passkeys,
        PublicKeyCredentialUserEntityRepository owners,
        Members members,
        AccessLog events,
        TransactionOperations transactions)
        implements UserCredentialRepository {
    @Override
    public void delete(Bytes credential) {
        transactions.executeWithoutResult(
                _ -> {
                    var held = passkeys.findByCredentialId(credential);
                    if (held != null) {
                        passkeys.delete(credential);
                        record(held, PasskeyRemoved::new);
                    }
                });
    }

    /** Also saves what a sign-in counts up. */
    @Override
    public void save(CredentialRecord credential) {
        transactions.executeWithoutResult(
                _ -> {
                    var isNew = passkeys.findByCredentialId(credential.getCredentialId()) == null;
                    passkeys.save(credential);
                    if (isNew) {
                        record(credential, PasskeyAdded::new);
                    }
                });
    }

    private void record(CredentialRecord credential, Function<String, AccessEvent> event) {
        Optional.ofNullable(owners.findById(credential.getUserEntityUserId()))
                .flatMap(owner -> members.find(owner.getName()))
                .ifPresent(member -> events.record(member, event.apply(member.id())));
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return passkeys.findByCredentialId(credential);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes user) {
        return passkeys.findByUserId(user);
    }
}
