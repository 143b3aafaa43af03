package io.sixlane.relay.join;

import io.sixlane.configuration.fleet.JoinAnswer.Admitted;
import io.sixlane.configuration.fleet.JoinAnswer.Offered;
import io.sixlane.configuration.fleet.JoinMessage.Consider;
import io.sixlane.configuration.fleet.JoinMessage.Join;
import io.sixlane.configuration.fleet.JoinToken;
import java.net.URI;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Makes this host a relay. */
@Command(
        name = "join",
        description = {
            "Check this host, join the fleet with a token, and run the relay.",
            "Private keys stay here. A join that was interrupted may be repeated; it costs no"
                    + " further use of the token."
        },
        mixinStandardHelpOptions = true)
final class JoinCommand implements Callable<Integer> {
    @ParentCommand private RelayCommand root = new RelayCommand();

    @Parameters(paramLabel = "URL", description = "Of the gateway: https://HOST")
    private URI url = URI.create("");

    @Option(
            names = "--token",
            required = true,
            paramLabel = "sxl_join_…",
            description = "From POST /v1/relays/join-tokens.")
    private String token = "";

    @Mixin private RelayPlace place = new RelayPlace();

    @Option(names = "--dry-run", description = "Check this host alone; the token stays unused.")
    private boolean dryRun;

    @Option(names = "--no-start", description = "Join, and leave the start to: sixlane relay run")
    private boolean noStart;

    @Override
    public Integer call() {
        var parsed =
                JoinToken.parse(token)
                        .orElseThrow(
                                () ->
                                        new JoinException(
                                                "This is no token, or a part of it is missing."));
        var files = root.files();
        if (files.exist()) {
            throw new JoinException(
                    "%s has the files of a relay that joined: run it, or leave first."
                            .formatted(files.folder()));
        }
        var server = new ControlPlane(url, parsed.pin());
        var draft = files.draft();
        var goesOn = draft.isBegun();
        draft.create();
        var keys = RelayKeys.in(draft);
        var isFit = isFit(server, keys, parsed);
        if ((dryRun || !isFit) && !goesOn) {
            draft.delete(); // those of an interrupted join may be a relay's already
        }
        if (!isFit) {
            return 1;
        }
        if (dryRun) {
            root.out().println("This host can join; the token was not used.");
            return 0;
        }
        var admitted = join(server, keys, parsed);
        var settings = new TreeMap<>(place.variables());
        settings.put(Membership.URL, url.toString());
        settings.put(Membership.PIN, parsed.pin().text());
        draft.admit(files, admitted, settings);
        root.out().printf("Joined region %s as %s.%n", admitted.region(), admitted.relayId());
        root.out().flush();
        if (!noStart) {
            new Membership(files).run(root.start(), root.out());
        }
        return 0;
    }

    private boolean isFit(ControlPlane server, RelayKeys keys, JoinToken parsed) {
        var offered =
                (Offered)
                        server.ask(new Consider(Instant.now(), parsed.id(), parsed.secret()), keys);
        var findings = new HostCheck().all(offered, place, root.hasUnit());
        root.out().printf("Region %s of %s:%n", offered.region(), url);
        findings.forEach(finding -> root.out().println(finding.line()));
        return findings.stream().noneMatch(Finding::isBad);
    }

    private static Admitted join(ControlPlane server, RelayKeys keys, JoinToken parsed) {
        return (Admitted)
                server.ask(
                        new Join(
                                Instant.now(),
                                parsed.id(),
                                parsed.secret(),
                                RelayKeys.text(keys.lanePublic())),
                        keys);
    }
}
