package io.sixlane.benchmarks.relay;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One ratio that is wanted of a relay.
 *
 * @param duels all whose pairs are its values
 * @param figure of a sample; the ratio is the subject's to the opponent's
 */
record Goal(String name, List<Duel> duels, ToDoubleFunction<Sample> figure) {
    Goal {
        duels = List.copyOf(duels);
    }

    double ratio(Duel.Pair pair) {
        var opponent = figure.applyAsDouble(pair.opponent());
        // What an opponent adds may be lost in the noise: then nothing can be compared with it.
        return opponent > 0 ? figure.applyAsDouble(pair.subject()) / opponent : Double.NaN;
    }
}
