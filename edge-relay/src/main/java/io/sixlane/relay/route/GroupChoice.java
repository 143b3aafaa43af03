package io.sixlane.relay.route;

import io.sixlane.configuration.accelerator.AcceleratorId;
import io.sixlane.configuration.accelerator.EndpointGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of the connections to one group, and the candidates that it was chosen among.
 *
 * @param ranked best first
 * @param ways the choice, then the others best first; direct is among them
 * @param since when the choice was made, by the wall clock
 */
record GroupChoice(
        AcceleratorId accelerator,
        EndpointGroup group,
        Choice choice,
        List<Candidate> ranked,
        List<Way> ways,
        Instant since) {
    static GroupChoice of(
            AcceleratorId accelerator,
            EndpointGroup group,
            Choice choice,
            List<Candidate> ranked,
            Instant since) {
        var ways = new ArrayList<Way>();
        ways.add(choice.way());
        ranked.stream().map(Candidate::way).forEach(ways::add);
        ways.add(Way.DIRECT);
        return new GroupChoice(
                accelerator, group, choice, ranked, ways.stream().distinct().toList(), since);
    }
}
