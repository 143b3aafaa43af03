package io.sixlane.standalone;

import io.sixlane.standalone.demo.Demo;
import io.sixlane.standalone.demo.DemoTarget;
import java.net.URI;
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
            names = "--json",
            description = "Print one JSON document with every request and response.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        var narrator = new Narrator(json ? System.err : System.out);
        var ports = options.ports();
        var listenerPort = UpCommand.start(options, true, narrator);
        var report =
                new Demo(
                                new DemoTarget(
                                        URI.create("http://127.0.0.1:" + ports.gateway()),
                                        listenerPort,
                                        ports.origin(),
                                        options.folder().logs()),
                                narrator)
                        .walk();
        if (json) {
            new Narrator(System.out).say(report.toJson());
        }
        if (!exit) {
            narrator.say("The stack stays up; Ctrl-C ends it.");
            new CountDownLatch(1).await();
        }
        return report.succeeded() ? 0 : 1;
    }
}
