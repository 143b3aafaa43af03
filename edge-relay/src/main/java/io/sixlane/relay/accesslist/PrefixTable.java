package io.sixlane.relay.accesslist;

import org.jspecify.annotations.Nullable;

/**
 * Finds the longest of many prefixes that contains an address, in at most as many steps as there
 * are prefixes inside one another on its way: a path-compressed binary trie (source: Morrison,
 * "PATRICIA", 1968). Filled by one thread, then read by any.
 */
final class PrefixTable<V> {
    private @Nullable Node<V> root;

    /** One prefix; {@code value} is null where two branches part without an entry. */
    private static final class Node<V> {
        private final AddressBits bits;
        private final int length;
        private @Nullable V value;
        private @Nullable Node<V> zero;
        private @Nullable Node<V> one;

        private Node(AddressBits bits, int length, @Nullable V value) {
            this.bits = bits;
            this.length = length;
            this.value = value;
        }

        private void adopt(Node<V> child) {
            if (child.bits.bit(length)) {
                one = child;
            } else {
                zero = child;
            }
        }

        private @Nullable Node<V> towards(AddressBits address) {
            return address.bit(length) ? one : zero;
        }
    }

    /**
     * Adds an entry, or replaces the value of the same prefix.
     *
     * @param length 0 to 128
     */
    void put(AddressBits bits, int length, V value) {
        var entry = new Node<>(bits.masked(length), length, value);
        root = root == null ? entry : merged(root, entry);
    }

    private static <V> Node<V> merged(Node<V> node, Node<V> entry) {
        var common =
                Math.min(Math.min(node.length, entry.length), node.bits.commonPrefix(entry.bits));
        if (common == node.length && common == entry.length) {
            node.value = entry.value;
            return node;
        }
        if (common == node.length) {
            var child = node.towards(entry.bits);
            node.adopt(child == null ? entry : merged(child, entry));
            return node;
        }
        if (common == entry.length) {
            entry.adopt(node);
            return entry;
        }
        var fork = new Node<V>(node.bits.masked(common), common, null);
        fork.adopt(node);
        fork.adopt(entry);
        return fork;
    }

    /** The value of exactly this prefix, null if it was not put. */
    @Nullable V get(AddressBits bits, int length) {
        var prefix = bits.masked(length);
        var node = root;
        while (node != null
                && node.length < length
                && node.bits.equals(prefix.masked(node.length))) {
            node = node.towards(prefix);
        }
        return node != null && node.length == length && node.bits.equals(prefix)
                ? node.value
                : null;
    }

    /** The value of the longest prefix that contains the address, null without one. */
    @Nullable V find(AddressBits address) {
        V best = null;
        var node = root;
        while (node != null && node.bits.commonPrefix(address) >= node.length) {
            if (node.value != null) {
                best = node.value;
            }
            if (node.length == 128) {
                break;
            }
            node = node.towards(address);
        }
        return best;
    }
}
