package io.sixlane.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The layering of ARCHITECTURE.md and CONTRIBUTING.md as rules on classes. {@code ArchitectureTest}
 * checks each on the classes that ship, and on planted classes that break it.
 */
final class Layering {
    /** The package words of the shipped modules, below {@code io.sixlane}. */
    static final List<String> WORDS =
            List.of(
                    "configuration",
                    "files",
                    "topics",
                    "http",
                    "platform",
                    "fleet",
                    "identity",
                    "catalog",
                    "provisioning",
                    "relay",
                    "metrics",
                    "gateway",
                    "standalone",
                    "audit");

    private static final List<String> SERVICES =
            List.of("identity", "catalog", "provisioning", "relay", "metrics", "gateway");

    /** The modules of ours that a module may use. */
    private static final Map<String, List<String>> BELOW =
            Map.ofEntries(
                    Map.entry("topics", List.of("configuration")),
                    Map.entry("http", List.of("configuration")),
                    Map.entry("fleet", List.of("files")),
                    Map.entry("identity", List.of("configuration", "files")),
                    Map.entry("catalog", List.of("configuration", "topics", "http")),
                    Map.entry(
                            "provisioning",
                            List.of("configuration", "files", "topics", "http", "fleet")),
                    Map.entry("relay", List.of("configuration", "topics")),
                    Map.entry("metrics", List.of("configuration", "topics", "http")),
                    Map.entry("gateway", List.of("configuration", "http")),
                    Map.entry("platform", List.of("configuration", "topics", "fleet")),
                    Map.entry(
                            "standalone", List.of("configuration", "topics", "platform", "fleet")),
                    Map.entry("audit", List.of("configuration", "files", "topics")));

    /** Endings of names that belong to a service, not to the language of the log. */
    private static final List<String> SERVICE_WORDS =
            List.of(
                    "Controller",
                    "Repository",
                    "Consumer",
                    "Publisher",
                    "Properties",
                    "Request",
                    "View",
                    "Problem");

    private Layering() {}

    /** Every rule by a name that a failing test shows. */
    static Map<String, ArchRule> rules() {
        var rules = new TreeMap<String, ArchRule>();
        rules.put("the language of the log needs only the JDK", languageNeedsOnlyTheJdk());
        rules.put("the language of the log has no service words", languageHasNoServiceWords());
        for (var word : BELOW.keySet()) {
            rules.put(word + " uses only what stands below it", usesOnlyWhatStandsBelow(word));
        }
        for (var service : SERVICES) {
            rules.put(service + "'s features are free of cycles", freeOfCycles(service));
        }
        rules.put("contracts of forwarding know no path", relayRoom("forward", "tcp..", "udp.."));
        rules.put("TCP does not stand on UDP", relayRoom("tcp..", "udp.."));
        rules.put("UDP does not stand on TCP", relayRoom("udp..", "tcp.."));
        rules.put("calls of Linux know no path", relayRoom("linux", "tcp..", "udp.."));
        rules.put("calls into the C library have one room", callsOfLinuxHaveOneRoom());
        rules.put("rules are pure", rulesArePure());
        rules.put("SQL stays at the edge", sqlStaysAtTheEdge());
        rules.put("Kafka stays at the edge", kafkaStaysAtTheEdge());
        rules.put("relays join no consumer group", relaysJoinNoConsumerGroup());
        rules.put("fields are not injected", fieldsAreNotInjected());
        rules.put("services do not sleep", servicesDoNot("sleep"));
        rules.put("services do not print", servicesDoNot("print"));
        rules.put("services do not block", servicesDoNot("block"));
        rules.put("no package is a drawer", noPackageIsADrawer());
        rules.put(
                "no class is a manager", noClasses().should().haveSimpleNameEndingWith("Manager"));
        return rules;
    }

    private static ArchRule languageNeedsOnlyTheJdk() {
        return noClasses()
                .that(
                        resideInAPackage("io.sixlane.configuration..")
                                .and(not(resideInAPackage("io.sixlane.configuration.json..")))
                                .and(not(simpleNameEndingWith("EventHash"))))
                .should()
                .dependOnClassesThat(
                        not(
                                resideInAnyPackage(
                                        "java..",
                                        "org.jspecify..",
                                        "com.fasterxml.jackson.annotation..",
                                        "io.sixlane.configuration..")));
    }

    private static ArchRule languageHasNoServiceWords() {
        return noClasses()
                .that(resideInAPackage("io.sixlane.configuration.."))
                .should(endWithOneOf(SERVICE_WORDS));
    }

    private static ArchRule freeOfCycles(String word) {
        return slices().matching("io.sixlane." + word + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule usesOnlyWhatStandsBelow(String word) {
        var allowed =
                Stream.concat(Stream.of(word), BELOW.getOrDefault(word, List.of()).stream())
                        .map(each -> "io.sixlane." + each + "..")
                        .toArray(String[]::new);
        return noClasses()
                .that(resideInAPackage("io.sixlane." + word + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.sixlane..").and(not(resideInAnyPackage(allowed))));
    }

    private static ArchRule relayRoom(String room, String... others) {
        return noClasses()
                .that(resideInAPackage("io.sixlane.relay." + room))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                Stream.of(others)
                                        .map("io.sixlane.relay."::concat)
                                        .toArray(String[]::new)));
    }

    private static ArchRule callsOfLinuxHaveOneRoom() {
        return noClasses()
                .that(
                        resideInAPackage("io.sixlane..")
                                .and(not(resideInAPackage("io.sixlane.relay.linux")))
                                .and(not(isLinuxCallsOfLinks())))
                .should()
                .dependOnClassesThat(
                        type(MethodHandle.class)
                                .or(
                                        resideInAPackage("java.lang.foreign")
                                                .and(simpleNameEndingWith("Linker"))));
    }

    /** The link emulator cannot use those of the relay: it stands below every service. */
    private static DescribedPredicate<JavaClass> isLinuxCallsOfLinks() {
        return resideInAPackage("io.sixlane.platform.link").and(simpleNameEndingWith("LinuxCalls"));
    }

    private static ArchRule rulesArePure() {
        return noClasses()
                .that(
                        simpleNameEndingWith("Decider")
                                .or(simpleNameEndingWith("Rules"))
                                .or(simpleNameEndingWith("Policy"))
                                .or(simpleNameEndingWith("Recommender"))
                                .or(resideInAPackage("io.sixlane.provisioning.accelerator.."))
                                .or(resideInAPackage("io.sixlane.configuration.image..")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "org.springframework..",
                                        "reactor..",
                                        "io.r2dbc..",
                                        "java.net.http..",
                                        "java.nio.file..",
                                        "org.apache.kafka..")
                                .or(simpleNameEndingWith("Clock"))
                                .or(simpleNameEndingWith("InstantSource"))
                                .or(simpleNameEndingWith("Random")));
    }

    private static ArchRule sqlStaysAtTheEdge() {
        return noClasses()
                .that(pureOrHttp())
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "io.r2dbc..", "org.springframework.r2dbc..", "java.sql.."));
    }

    private static ArchRule kafkaStaysAtTheEdge() {
        return noClasses()
                .that(pureOrHttp())
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.kafka.."));
    }

    private static DescribedPredicate<JavaClass> pureOrHttp() {
        return simpleNameEndingWith("Decider")
                .or(simpleNameEndingWith("Rules"))
                .or(simpleNameEndingWith("Controller"));
    }

    private static ArchRule relaysJoinNoConsumerGroup() {
        return noClasses()
                .that(resideInAPackage("io.sixlane.relay.."))
                .should()
                .callMethod(
                        "org.apache.kafka.clients.consumer.KafkaConsumer",
                        "subscribe",
                        "java.util.Collection");
    }

    private static ArchRule fieldsAreNotInjected() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");
    }

    private static ArchRule servicesDoNot(String verb) {
        var services =
                noClasses()
                        .that(
                                resideInAnyPackage(
                                        SERVICES.stream()
                                                .map(each -> "io.sixlane." + each + "..")
                                                .toArray(String[]::new)))
                        .should();
        return switch (verb) {
            case "sleep" -> services.callMethod(Thread.class, "sleep", long.class);
            case "print" -> services.accessField(System.class, "out");
            case "block" -> services.callMethod("reactor.core.publisher.Mono", "block");
            default -> throw new IllegalArgumentException("no rule for " + verb);
        };
    }

    private static ArchRule noPackageIsADrawer() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..helper..", "..impl..", "..model..", "..dto..");
    }

    /** Needs the tests' classes too: what a test of another package uses may be public. */
    static ArchRule publicMeansUsedElsewhere() {
        return classes()
                .that(
                        resideInAPackage("io.sixlane..")
                                .and(not(isOfTests()))
                                .and(publicTopLevel())
                                .and(not(startsAProcess()))
                                .and(not(offersConstants()))
                                .and(not(resideInAPackage("io.sixlane.configuration.."))))
                .should(beUsedByAnotherPackage());
    }

    private static DescribedPredicate<JavaClass> isOfTests() {
        return DescribedPredicate.describe(
                "classes of tests",
                type ->
                        type.getSource()
                                .map(
                                        source ->
                                                source.getUri()
                                                        .toString()
                                                        .contains("/test-classes/"))
                                .orElse(false));
    }

    private static DescribedPredicate<JavaClass> publicTopLevel() {
        return DescribedPredicate.describe(
                "public top-level classes",
                type ->
                        type.isTopLevelClass()
                                && type.getModifiers().contains(JavaModifier.PUBLIC)
                                && !type.getSimpleName().equals("package-info"));
    }

    private static DescribedPredicate<JavaClass> startsAProcess() {
        return DescribedPredicate.describe(
                "classes that start a process",
                type -> type.tryGetMethod("main", String[].class).isPresent());
    }

    /** The compiler copies constants, so that no class file names the class that holds them. */
    private static DescribedPredicate<JavaClass> offersConstants() {
        return DescribedPredicate.describe(
                "classes with public constants",
                type -> type.getFields().stream().anyMatch(Layering::isPublicConstant));
    }

    private static boolean isPublicConstant(JavaField field) {
        return field.getModifiers()
                        .containsAll(
                                Set.of(
                                        JavaModifier.PUBLIC,
                                        JavaModifier.STATIC,
                                        JavaModifier.FINAL))
                && (field.getRawType().isPrimitive()
                        || field.getRawType().isEquivalentTo(String.class));
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var used =
                        isFunctional(type)
                                || Stream.concat(Stream.of(type), nested(type))
                                        .flatMap(
                                                each -> each.getDirectDependenciesToSelf().stream())
                                        .map(Dependency::getOriginClass)
                                        .anyMatch(
                                                user ->
                                                        isFunctional(user)
                                                                || !isInPackageOf(type, user));
                events.add(
                        new SimpleConditionEvent(
                                type,
                                used,
                                type.getName() + " is public and no other package uses it"));
            }
        };
    }

    /** A lambda leaves no name of its interface, nor of what that takes, in its class file. */
    private static boolean isFunctional(JavaClass type) {
        return type.isAnnotatedWith(FunctionalInterface.class);
    }

    private static boolean isInPackageOf(JavaClass type, JavaClass user) {
        return user.getPackageName().equals(type.getPackageName());
    }

    private static Stream<JavaClass> nested(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(each -> each.getName().startsWith(type.getName() + "$"));
    }

    private static ArchCondition<JavaClass> endWithOneOf(List<String> endings) {
        return new ArchCondition<>(
                endings.stream().collect(Collectors.joining(", ", "have a name ending in ", ""))) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var ends = endings.stream().anyMatch(type.getSimpleName()::endsWith);
                events.add(
                        new SimpleConditionEvent(
                                type, ends, type.getName() + (ends ? " does" : " does not")));
            }
        };
    }
}
