package io.sixlane.platform.link;

import java.util.SplittableRandom;

/**
 * Decides which packets are lost: each with the same probability, or in bursts after Gilbert's two
 * states (Gilbert, <i>Capacity of a Burst-Noise Channel</i>, 1960), where the bad state loses
 * everything. The seed decides all of it.
 */
final class LossPattern {
    private final SplittableRandom random;
    private boolean bad;

    LossPattern(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean losesNext(double loss, double burst) {
        var draw = random.nextDouble();
        if (burst == 1) {
            bad = draw < loss;
        } else {
            bad = bad ? draw >= 1 / burst : draw < loss / (burst * (1 - loss));
        }
        return bad;
    }
}
