package io.sixlane.relay.join;

import io.sixlane.configuration.fleet.JoinMessage.Leave;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Ends the membership of this relay. */
@Command(
        name = "leave",
        description = {
            "End the membership: the password, rights, key and certificate count no more.",
            "Drain and stop the relay first; a unit of systemd is stopped. Its files are deleted."
        },
        mixinStandardHelpOptions = true)
final class LeaveCommand implements Callable<Integer> {
    @ParentCommand private RelayCommand root = new RelayCommand();

    @Override
    public Integer call() {
        var files = root.files();
        var member = new Membership(files);
        var relayId = member.relayId();
        root.end();
        try {
            var _ = member.server().ask(new Leave(Instant.now(), relayId), RelayKeys.read(files));
        } catch (JoinException.NoMember _) {
            root.out().printf("%s was no member any more.%n", relayId);
        }
        files.delete();
        root.out().printf("%s left; %s is deleted.%n", relayId, files.folder());
        return 0;
    }
}
