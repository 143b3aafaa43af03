package io.sixlane.relay.join;

import io.sixlane.configuration.fleet.JoinAnswer.Admitted;
import io.sixlane.configuration.fleet.JoinMessage.Rotate;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Gives this relay other keys. */
@Command(
        name = "rotate",
        description = {
            "Take other keys, another password and another certificate; those before count no"
                    + " more.",
            "Start the relay again afterwards: sixlane relay run takes over from the one that runs."
        },
        mixinStandardHelpOptions = true)
final class RotateCommand implements Callable<Integer> {
    @ParentCommand private RelayCommand root = new RelayCommand();

    @Override
    public Integer call() {
        var files = root.files();
        var member = new Membership(files);
        var settings = member.settings();
        var draft = files.draft();
        // A rotation that was cut off may have reached the server: its key is the relay's then.
        var isRepeated = Files.exists(draft.signingKey());
        draft.create();
        var next = RelayKeys.in(draft);
        var admitted = rotate(member, next, RelayKeys.read(files), isRepeated);
        draft.admit(files, admitted, settings);
        if (root.restart()) {
            root.out().printf("%s has other keys and started again.%n", admitted.relayId());
        } else {
            root.out()
                    .printf(
                            "%s has other keys. Start it again: sixlane relay run --folder %s%n",
                            admitted.relayId(), files.folder());
        }
        return 0;
    }

    private static Admitted rotate(
            Membership member, RelayKeys next, RelayKeys present, boolean isRepeated) {
        var message =
                new Rotate(
                        Instant.now(),
                        member.relayId(),
                        RelayKeys.text(next.signingPublic()),
                        RelayKeys.text(next.lanePublic()));
        try {
            return (Admitted) member.server().ask(message, present);
        } catch (JoinException.NoMember e) {
            if (!isRepeated) {
                throw e;
            }
            return (Admitted) member.server().ask(message, next);
        }
    }
}
