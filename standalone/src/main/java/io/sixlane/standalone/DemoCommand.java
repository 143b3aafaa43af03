package io.sixlane.standalone;

import io.sixlane.standalone.demo.Demo;
import io.sixlane.standalone.demo.DemoTarget;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the stack and walks the six steps. */
@Command(
        name = "demo",
        description = "Start the stack, walk the six steps of the tutorial, stay up.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Mixin private final StackOptions options = new StackOptions();

    @Option(names = "--exit", description = "End after the steps, with 0 when they worked, else 1.")
    private boolean exit;

    @Option(
            names = "--ocean",
            description =
                    "Put an emulated ocean between Hong Kong and Silicon Valley, and show the times"
                            + " before and after (Linux, root).")
    private boolean ocean;

    @Option(
            names = "--json",
            description = "Print one JSON document with every request and response.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var narrator = new Narrator(json ? System.err : System.out);
        var ports = options.ports();
        var hindrance = ocean ? Ocean.hindrance() : Optional.<String>empty();
        hindrance.ifPresent(
                what -> narrator.print(what + " Without it, this is the demo on one host."));
        var kind = ocean && hindrance.isEmpty() ? Stack.Kind.DEMO_ACROSS_OCEAN : Stack.Kind.DEMO;
        var stack = UpCommand.start(options, kind, narrator);
        var owner = new Owner(options.folder(), ports);
        var report =
                new Demo(
                                new DemoTarget(
                                        URI.create("http://127.0.0.1:" + ports.gateway()),
                                        owner.authorization(),
                                        stack.listenerPort(),
                                        stack.shores().origin(),
                                        ports.origin(),
                                        options.folder().logs(),
                                        kind == Stack.Kind.DEMO_ACROSS_OCEAN
                                                ? Ocean.SENTENCE
                                                : null),
                                narrator)
                        .walk();
        if (json) {
            new Narrator(System.out).print(report.toJson());
        }
        if (!exit) {
            owner.invite(narrator);
            narrator.print("The stack stays up; Ctrl-C ends it.");
            new CountDownLatch(1).await();
        }
        return report.succeeded() ? 0 : 1;
    }
}
