package io.sixlane.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

/** The layering of ARCHITECTURE.md, held against the classes that ship. */
class ArchitectureTest {
    private static JavaClasses shipped;

    @BeforeAll
    static void read_what_ships() {
        shipped =
                new ClassFileImporter()
                        .importPaths(Project.MODULES.stream().map(Project::classes).toList());
    }

    @Test
    void every_module_was_read() {
        assertThat(
                        List.of(
                                "configuration",
                                "platform",
                                "catalog",
                                "provisioning",
                                "relay",
                                "metrics",
                                "gateway",
                                "standalone",
                                "audit"))
                .allSatisfy(
                        word ->
                                assertThat(shipped.stream())
                                        .anyMatch(
                                                type ->
                                                        type.getPackageName()
                                                                .startsWith("io.sixlane." + word)));
    }

    @Test
    void the_language_of_the_log_needs_only_the_jdk() {
        noClasses()
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
                                        "io.sixlane.configuration..")))
                .check(shipped);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalog",
                "provisioning",
                "relay",
                "metrics",
                "gateway",
                "standalone",
                "audit"
            })
    void no_service_depends_on_another(String service) {
        noClasses()
                .that(resideInAPackage("io.sixlane." + service + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.sixlane..")
                                .and(
                                        not(
                                                resideInAnyPackage(
                                                        "io.sixlane." + service + "..",
                                                        "io.sixlane.configuration..",
                                                        service.equals("standalone")
                                                                ? "io.sixlane.platform.."
                                                                : "io.sixlane.configuration.."))))
                .check(shipped);
    }

    @Test
    void rules_are_pure() {
        noClasses()
                .that(
                        simpleNameEndingWith("Decider")
                                .or(simpleNameEndingWith("Recommender"))
                                .or(resideInAPackage("io.sixlane.configuration.image..")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "org.springframework..",
                                        "reactor..",
                                        "java.net.http..",
                                        "java.nio.file..",
                                        "org.apache.kafka..")
                                .or(simpleNameEndingWith("Clock"))
                                .or(simpleNameEndingWith("Random")))
                .check(shipped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "provisioning", "relay", "metrics", "gateway"})
    void features_are_free_of_cycles(String service) {
        slices().matching("io.sixlane." + service + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(shipped);
    }

    @Test
    void the_families_of_the_log_are_free_of_service_words() {
        classes()
                .that(resideInAPackage("io.sixlane.configuration.."))
                .should()
                .onlyBeAccessed()
                .byClassesThat(resideInAPackage("io.sixlane.."))
                .check(shipped);
    }

    /** Contracts know no path, the paths know no other path, and calls of Linux have one room. */
    @Test
    void forwarding_paths_stand_on_contracts_and_not_on_each_other() {
        relayPackages("forward")
                .should()
                .dependOnClassesThat(relay("tcp..", "udp.."))
                .check(shipped);
        relayPackages("tcp..").should().dependOnClassesThat(relay("udp..")).check(shipped);
        relayPackages("udp..").should().dependOnClassesThat(relay("tcp..")).check(shipped);
    }

    private static GivenClassesConjunction relayPackages(String name) {
        return noClasses().that(relay(name));
    }

    private static DescribedPredicate<JavaClass> relay(String... names) {
        return resideInAnyPackage(
                Stream.of(names).map("io.sixlane.relay."::concat).toArray(String[]::new));
    }

    @Test
    void sql_stays_at_the_edge() {
        noClasses()
                .that(simpleNameEndingWith("Decider").or(simpleNameEndingWith("Controller")))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.r2dbc..", "org.springframework.r2dbc.."))
                .check(shipped);
    }

    @Test
    void relays_never_join_a_consumer_group_and_controllers_never_speak_kafka() {
        noClasses()
                .that(simpleNameEndingWith("Controller").or(simpleNameEndingWith("Decider")))
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.kafka.."))
                .check(shipped);
        noClasses()
                .that(resideInAPackage("io.sixlane.relay.."))
                .should()
                .callMethod(
                        "org.apache.kafka.clients.consumer.KafkaConsumer",
                        "subscribe",
                        "java.util.Collection")
                .check(shipped);
    }

    @Test
    void nothing_is_injected_into_fields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .check(shipped);
    }

    @Test
    void services_do_not_sleep_print_or_block() {
        var services =
                resideInAnyPackage(
                        "io.sixlane.catalog..",
                        "io.sixlane.provisioning..",
                        "io.sixlane.relay..",
                        "io.sixlane.metrics..",
                        "io.sixlane.gateway..");
        noClasses()
                .that(services)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(shipped);
        noClasses().that(services).should().accessField(System.class, "out").check(shipped);
        noClasses()
                .that(services)
                .should()
                .callMethod("reactor.core.publisher.Mono", "block")
                .check(shipped);
    }

    @Test
    void no_package_is_a_drawer() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..common..", "..helper..", "..impl..", "..model..", "..dto..")
                .check(shipped);
        noClasses().should().haveSimpleNameEndingWith("Manager").check(shipped);
    }
}
