package io.sixlane.audit;

import io.sixlane.configuration.log.CheckpointSeal;
import io.sixlane.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A key for checkpoints in the place of one that was lost or is not trusted any more. */
@Command(
        name = "new-key",
        description = {
            "Create a key pair that signs checkpoints (SIXLANE_CHECKPOINT_KEY_FILE).",
            "The service creates its first key by itself, and never another one. Keep the public"
                    + " keys that were in use before: what they signed stays signed with them."
        },
        mixinStandardHelpOptions = true)
final class NewKeyCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE",
            description = "Where the key goes, readable by its owner alone; must not exist.")
    private Path file = Path.of("checkpoint-key.pem");

    @Override
    public Integer call() throws IOException, NoSuchAlgorithmException {
        var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var pem =
                pem("PRIVATE KEY", keys.getPrivate().getEncoded())
                        + pem("PUBLIC KEY", keys.getPublic().getEncoded());
        WholeFile.createSecret(file, pem);
        var out = spec.commandLine().getOut();
        out.printf("Key %s is in %s.%n", CheckpointSeal.keyId(keys.getPublic()), file);
        out.flush();
        return 0;
    }

    private static String pem(String label, byte[] key) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(key), label);
    }
}
