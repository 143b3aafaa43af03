package io.sixlane.provisioning.joining;

import io.sixlane.fleet.FleetAuthority;
import io.sixlane.fleet.Secrets;
import io.sixlane.fleet.SigningKeys;
import io.sixlane.provisioning.TestPlatform;
import java.nio.file.Path;
import java.time.InstantSource;

/** The key and the authority of a control plane that relays may join. */
public record FleetFixture(Path folder) {
    public static FleetFixture create() {
        var made = new FleetFixture(TestPlatform.folder("fleet"));
        FleetAuthority.create(made.authority(), InstantSource.system());
        made.keys().prepare("provisioning");
        return made;
    }

    /** Settings of the service, {@code --NAME=value} each. */
    public String[] settings() {
        return new String[] {
            "--SIXLANE_SIGNING_KEY=" + keys().keyOf("provisioning"),
            "--SIXLANE_SIGNERS_FOLDER=" + keys().signers(),
            "--SIXLANE_FLEET_AUTHORITY=" + authority()
        };
    }

    private Path authority() {
        return folder.resolve("authority");
    }

    private SigningKeys keys() {
        return new SigningKeys(new Secrets(folder.resolve("secrets")), folder.resolve("signers"));
    }
}
