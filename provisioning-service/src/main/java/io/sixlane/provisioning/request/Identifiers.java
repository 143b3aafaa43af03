package io.sixlane.provisioning.request;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Makes ids that were never there before: a prefix and 20 random letters or digits, 103 bits. */
public final class Identifiers {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 20;

    private final RandomGenerator random;

    public Identifiers() {
        this(new SecureRandom());
    }

    Identifiers(RandomGenerator random) {
        this.random = random;
    }

    public String next(String prefix) {
        var id = new StringBuilder(prefix);
        for (var i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
