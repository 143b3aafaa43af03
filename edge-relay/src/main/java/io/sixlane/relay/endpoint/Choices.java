package io.sixlane.relay.endpoint;

import io.sixlane.configuration.accelerator.EndpointType;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that one connection tries, at most {@value #MAX_TRIES}, each chosen when it is
 * asked for: those of the group it begins in, then those of the groups after and before it.
 */
public final class Choices implements Iterator<Candidate> {
    static final int MAX_TRIES = 3;

    private final Standing standing;
    private final @Nullable Long clientHash;
    private final DoubleSupplier chance;
    private final int start;
    private int groupsDone;
    private long tried;
    private int tries;
    private @Nullable Candidate next;
    private @Nullable Candidate last;

    Choices(Standing standing, @Nullable Long clientHash, DoubleSupplier chance) {
        this.standing = standing;
        this.clientHash = clientHash;
        this.chance = chance;
        this.start = standing.start(this::drawFor);
    }

    /** Equal for all connections of a client with affinity. */
    private double drawFor(GroupCandidates group) {
        return clientHash == null
                ? chance.getAsDouble()
                : 1 - Hash.toUnit(Hash.mix(clientHash + group.hash()));
    }

    @Override
    public boolean hasNext() {
        if (next == null && tries < MAX_TRIES) {
            next = choose();
        }
        return next != null;
    }

    private @Nullable Candidate choose() {
        for (; groupsDone < standing.open().size(); groupsDone++, tried = 0) {
            var shares =
                    standing.open().get((start + groupsDone) % standing.open().size()).shares();
            var index = shares.pick(clientHash, chance, tried);
            if (index >= 0) {
                tried |= 1L << index;
                return shares.get(index);
            }
        }
        // No other endpoint is left, but a name may have another address.
        return last != null && last.endpoint().type() == EndpointType.CUSTOM_DOMAIN ? last : null;
    }

    /** Keeps a client at one endpoint and one address of it; null for clients that may move. */
    public @Nullable Long clientHash() {
        return clientHash;
    }

    @Override
    public Candidate next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var chosen = Objects.requireNonNull(next);
        next = null;
        last = chosen;
        tries++;
        return chosen;
    }
}
