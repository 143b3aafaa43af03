package io.sixlane.provisioning.order;

import io.sixlane.configuration.order.OrderId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes an order's id from the account and the client's key, so that the order's own stream
 * remembers the key and no two requests with the same key can both begin it.
 */
final class IdempotentOrderId {
    private static final int BYTES = 16;

    private IdempotentOrderId() {}

    /** 128 bits of SHA-256 over account, a zero byte and key, in hex. */
    static OrderId of(String account, String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(account.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            var hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
            return new OrderId(OrderId.PREFIX + HexFormat.of().formatHex(hash, 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
