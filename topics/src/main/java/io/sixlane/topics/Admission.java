package io.sixlane.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ResourceNotFoundException;

/**
 * Gives principals their passwords and rights at a broker. Blocks; throws {@link KafkaException}.
 */
public final class Admission {
    /** The least that Kafka takes; passwords of 256 random bits need no more. */
    private static final int ITERATIONS = 4096;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Admission() {}

    /** Sets the passwords that these principals have from now on, and leaves their rights. */
    public static void setPasswords(Admin admin, Map<String, String> passwords) {
        var all = new ArrayList<UserScramCredentialAlteration>();
        passwords.forEach(
                (principal, password) ->
                        all.add(
                                new UserScramCredentialUpsertion(
                                        principal,
                                        new ScramCredentialInfo(
                                                ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                                        password)));
        get(admin.alterUserScramCredentials(all).all());
    }

    /** Takes the password and every right of this principal away; it need not have any. */
    public static void expel(Admin admin, String principal) {
        grant(admin, List.of(new BusRights(principal, List.of())));
        try {
            get(
                    admin.alterUserScramCredentials(
                                    List.of(
                                            new UserScramCredentialDeletion(
                                                    principal, ScramMechanism.SCRAM_SHA_512)))
                            .all());
        } catch (KafkaException e) {
            if (!(e.getCause() instanceof ExecutionException failed
                    && failed.getCause() instanceof ResourceNotFoundException)) {
                throw e;
            }
        }
    }

    /** Gives these principals exactly these rights; others keep theirs. */
    public static void grant(Admin admin, Collection<BusRights> rights) {
        var wanted = new HashSet<AclBinding>();
        rights.forEach(each -> wanted.addAll(each.bindings()));
        var principals = rights.stream().map(each -> "User:" + each.principal()).toList();
        var held = new HashSet<>(get(admin.describeAcls(AclBindingFilter.ANY).values()));
        held.removeIf(binding -> !principals.contains(binding.entry().principal()));
        var missing = new HashSet<>(wanted);
        missing.removeAll(held);
        held.removeAll(wanted);
        if (!missing.isEmpty()) {
            get(admin.createAcls(missing).all());
        }
        if (!held.isEmpty()) {
            get(admin.deleteAcls(held.stream().map(AclBinding::toFilter).toList()).all());
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("principals cannot be admitted: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
