package io.sixlane.standalone;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the stack and stays. */
@Command(
        name = "up",
        description = "Start the stack; Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin private final StackOptions options = new StackOptions();

    @Override
    public Integer call() throws InterruptedException {
        var narrator = new Narrator(System.out);
        start(options, Stack.Kind.PLAIN, narrator);
        new Owner(options.folder(), options.ports()).invite(narrator);
        narrator.print("Ctrl-C ends it. Try ./sixlane demo instead to see the six steps.");
        new CountDownLatch(1).await();
        return 0;
    }

    /**
     * The stack ends with this JVM, however that comes about, short of kill -9.
     *
     * @return as {@link Stack#start}
     */
    static Stack.Started start(StackOptions options, Stack.Kind kind, Narrator narrator) {
        // Two threads that log first at once are no news for a person at the terminal.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("sixlane.logs", options.folder().logs().toString());
        var stack = new Stack(options, kind, narrator);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end-stack"));
        return stack.start();
    }
}
