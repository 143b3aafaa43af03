package io.sixlane.relay.route;

import io.sixlane.relay.route.Choice.Reason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a choice until another one is clearly better, and leaves a way that is down at once. Pure.
 *
 * <p>A change needs all of: a cost below {@value #BETTER} of the current one's and {@value
 * #LEAST_MILLIS} ms less, a difference that the uncertainty of the measured losses does not
 * explain, {@value #WINS} decisions in a row, and {@link #DWELL} since the last change, or {@link
 * #DAMPED_DWELL} after frequent changes. (Source: RFC 9616 damps with a saturating cost and
 * smoothing; RON, SOSP 2001, keeps within 5 %.)
 */
final class ChoiceRules {
    static final double BETTER = 0.85;
    static final double LEAST_MILLIS = 10;
    static final int WINS = 5;
    static final Duration DWELL = Duration.ofSeconds(30);
    static final Duration DAMPED_DWELL = Duration.ofSeconds(60);

    /** Penalty above which {@link #DAMPED_DWELL} applies. */
    static final double MOST_PENALTY = 3;

    static final Duration PENALTY_HALF_LIFE = Duration.ofMinutes(5);

    /**
     * Standard deviations of measured loss by which costs must differ. Two links of 1 % loss differ
     * by three in one of 700 windows (computed), and then must do so for {@value #WINS} decisions.
     */
    static final double DEVIATIONS = 3;

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::cost)
                    .thenComparing(candidate -> candidate.way().toString());

    private ChoiceRules() {}

    /** Best first. */
    static List<Candidate> ranked(List<Candidate> candidates) {
        return candidates.stream().sorted(BEST_FIRST).toList();
    }

    /**
     * The first choice of a group.
     *
     * @param candidates without those that are down; one at least
     */
    static Choice first(List<Candidate> candidates, long nowNanos) {
        return Choice.first(
                ranked(candidates).getFirst().way(),
                candidates.size() == 1 ? Reason.ONLY : Reason.FIRST,
                nowNanos);
    }

    /**
     * The next choice, computed each second; returns {@code held} when the way stays.
     *
     * @param candidates without those that are down; one at least
     */
    static Choice next(Choice held, List<Candidate> candidates, long nowNanos) {
        var best = ranked(candidates).getFirst();
        var current = find(candidates, held.way());
        if (current.isEmpty()) {
            return switched(held, best.way(), Reason.DOWN, nowNanos);
        }
        if (held.reason() == Reason.ONLY && candidates.size() > 1) {
            return Choice.first(best.way(), Reason.FIRST, nowNanos);
        }
        if (best.way().equals(held.way()) || !isBetter(best, current.get())) {
            return remembering(held, Optional.empty(), nowNanos);
        }
        if (current.get().sudden() && !best.sudden()) {
            return switched(held, best.way(), Reason.LOSSY, nowNanos);
        }
        return !isClearlyBetter(best, current.get())
                ? remembering(held, Optional.empty(), nowNanos)
                : challenged(held, best.way(), nowNanos);
    }

    private static Choice challenged(Choice held, Way challenger, long nowNanos) {
        var seen = remembering(held, Optional.of(challenger), nowNanos);
        return seen.wins() >= WINS && nowNanos - held.sinceNanos() >= dwell(seen).toNanos()
                ? switched(held, challenger, Reason.BETTER, nowNanos)
                : seen;
    }

    private static Duration dwell(Choice held) {
        return held.penalty() > MOST_PENALTY ? DAMPED_DWELL : DWELL;
    }

    private static boolean isBetter(Candidate challenger, Candidate current) {
        var cost = challenger.costAgainst(current);
        var held = current.costAgainst(challenger);
        return cost < BETTER * held && cost <= held - LEAST_MILLIS;
    }

    private static boolean isClearlyBetter(Candidate challenger, Candidate current) {
        var deviation =
                Math.hypot(challenger.score().deviationMillis(), current.score().deviationMillis());
        return challenger.costAgainst(current) + DEVIATIONS * deviation
                < current.costAgainst(challenger);
    }

    private static Choice remembering(Choice held, Optional<Way> challenger, long nowNanos) {
        var again = challenger.filter(way -> way.equals(held.challenger())).isPresent();
        return new Choice(
                held.way(),
                held.reason(),
                held.sinceNanos(),
                challenger.orElse(null),
                challenger.isEmpty() ? 0 : again ? held.wins() + 1 : 1,
                decayed(held, nowNanos),
                nowNanos);
    }

    private static Choice switched(Choice held, Way way, Reason reason, long nowNanos) {
        return new Choice(way, reason, nowNanos, null, 0, decayed(held, nowNanos) + 1, nowNanos);
    }

    private static double decayed(Choice held, long nowNanos) {
        var halves = (double) (nowNanos - held.penaltyNanos()) / PENALTY_HALF_LIFE.toNanos();
        return held.penalty() * Math.pow(0.5, halves);
    }

    private static Optional<Candidate> find(List<Candidate> candidates, Way way) {
        return candidates.stream().filter(candidate -> candidate.way().equals(way)).findFirst();
    }
}
