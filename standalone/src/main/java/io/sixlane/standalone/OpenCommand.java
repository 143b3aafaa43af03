package io.sixlane.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints a link into the console. */
@Command(
        name = "open",
        description = "Print a single-use link that opens the console signed in.",
        mixinStandardHelpOptions = true)
final class OpenCommand implements Callable<Integer> {

    @Mixin private final StackOptions options = new StackOptions();

    @Override
    public Integer call() {
        new Narrator(System.out).print(new Owner(options.folder(), options.ports()).link());
        return 0;
    }
}
