package io.sixlane.standalone;

import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The folder of a stack: its logs, and data that survives a restart. */
record StackFolder(Path root) {

    Path postgres() {
        return root.resolve("data/postgres");
    }

    Path kafka() {
        return root.resolve("data/kafka");
    }

    /**
     * Makes the folders that other users of the host must not enter, and shuts those of older
     * builds: the log of Kafka holds every event, and a relay's image the accelerators of all
     * accounts.
     */
    void makePrivate() throws IOException {
        var all = List.of("data", "fleet", "identity", "logs", "provisioning", "relay", "secrets");
        for (var name : all) {
            var own = Files.createDirectories(root.resolve(name));
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Pid records and the lock of the running supervisor. */
    Path run() {
        return root.resolve("run");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String part) {
        return logs().resolve(part + ".log");
    }

    Path relay(String id) {
        return root.resolve("relay").resolve(id);
    }

    /** The key that signs checkpoints; without it new ones cannot continue the signed history. */
    Path checkpointKey() {
        return root.resolve("provisioning/checkpoint-key.pem");
    }

    /** The key that signs the tokens which services trust. */
    Path signingKey() {
        return root.resolve("identity/signing-key.json");
    }

    /** The owner's Authorization header, as {@code curl -H @FILE} reads it. */
    Path credentials() {
        return root.resolve("credentials");
    }

    /** The authority of this fleet, and a folder for each relay. */
    Path fleet() {
        return root.resolve("fleet");
    }

    /** Passwords, a folder for each service. */
    Secrets secrets() {
        return new Secrets(root.resolve("secrets"));
    }

    /** The keys with which services and relays sign, and those that they believe. */
    SigningKeys signingKeys() {
        return new SigningKeys(secrets(), root.resolve("signers"));
    }
}
