package io.sixlane.relay.endpoint;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a group that get connections now, and how much each one.
 *
 * <p>Under affinity, weighted rendezvous hashing (source: Schindelhauer and Schomaker, "Weighted
 * Distributed Hash Tables", 2005): every endpoint draws {@code -ln(u) / weight} with u from a hash
 * of client and endpoint, and the lowest wins, so that one that comes, goes or changes its weight
 * moves no clients but its own. A group has at most 10 endpoints, so the draws cost less than the
 * cache misses of a Maglev table, and there is no table to hold for each of 100,000 listeners.
 */
final class Shares {
    private final List<Candidate> candidates;
    private final double[] weights;

    /**
     * @param weights positive, one for each candidate
     */
    Shares(List<Candidate> candidates, double[] weights) {
        this.candidates = List.copyOf(candidates);
        this.weights = weights;
    }

    Candidate get(int index) {
        return candidates.get(index);
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /**
     * @param tried bit i is set when candidate i is not to be chosen again
     * @return the index of a candidate, -1 when all were tried
     */
    int pick(@Nullable Long clientHash, DoubleSupplier chance, long tried) {
        return clientHash == null ? byChance(chance, tried) : byHash(clientHash, tried);
    }

    private int byHash(long clientHash, long tried) {
        var best = -1;
        var lowest = Double.POSITIVE_INFINITY;
        for (var i = 0; i < weights.length; i++) {
            if ((tried & 1L << i) == 0) {
                var u = Hash.toUnit(Hash.mix(clientHash ^ candidates.get(i).hash()));
                var draw = -Math.log(u) / weights[i];
                if (best < 0 || draw < lowest) {
                    best = i;
                    lowest = draw;
                }
            }
        }
        return best;
    }

    private int byChance(DoubleSupplier chance, long tried) {
        var total = 0.0;
        for (var i = 0; i < weights.length; i++) {
            total += (tried & 1L << i) == 0 ? weights[i] : 0;
        }
        var left = chance.getAsDouble() * total;
        var last = -1;
        for (var i = 0; i < weights.length; i++) {
            if ((tried & 1L << i) == 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
