package io.sixlane.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** docker-compose.yml sets what the services read, and nothing they do not. */
class ComposeTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(SIXLANE_[A-Z_]+)");

    /** Variables whose default is right in a container too. */
    private static final Set<String> MAY_BE_UNSET =
            Set.of("SIXLANE_GATEWAY_TLS_CERTIFICATE", "SIXLANE_GATEWAY_TLS_KEY");

    private static final Map<String, String> MODULE_OF =
            Map.of(
                    "identity", "identity-service",
                    "catalog", "catalog-service",
                    "provisioning", "provisioning-service",
                    "metrics", "metrics-service",
                    "gateway", "gateway",
                    "fleet", "fleet",
                    "kafka", "standalone",
                    "relay-cn-hongkong-1", "edge-relay",
                    "relay-us-west-1-1", "edge-relay");

    private final JsonNode compose = read(Project.home().resolve("docker-compose.yml"));
    private final JsonNode base = read(Project.home().resolve("deploy/compose/base.yml"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "catalog",
                "provisioning",
                "metrics",
                "gateway",
                "relay-cn-hongkong-1",
                "relay-us-west-1-1"
            })
    void sets_every_variable_the_service_reads(String service) throws IOException {
        var read = new TreeSet<>(variablesOf(MODULE_OF.getOrDefault(service, service)));
        read.removeAll(MAY_BE_UNSET);
        var set = compose.at("/services/" + service + "/environment").propertyNames();
        assertThat(set).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void runs_each_service_from_its_program_confined() {
        assertThat(MODULE_OF)
                .allSatisfy(
                        (service, module) -> {
                            var definition = compose.at("/services/" + service);
                            var program = definition.at("/command/0").asString();
                            assertThat(program.equals("relay") ? "edge-relay" : program)
                                    .isEqualTo(module);
                            assertThat(definition.at("/extends/service").asString())
                                    .isEqualTo(program.equals("relay") ? "relay" : "program");
                        });
        assertThat(compose.get("services").propertyStream())
                .allSatisfy(
                        service ->
                                assertThat(service.getValue().at("/extends/file").asString())
                                        .as(service.getKey())
                                        .isEqualTo("deploy/compose/base.yml"));
        var confined = base.at("/services/confined");
        assertThat(confined.get("read_only").asBoolean()).isTrue();
        assertThat(confined.at("/cap_drop/0").asString()).isEqualTo("ALL");
        assertThat(confined.get("pids_limit").asInt()).isPositive();
        assertThat(confined.get("restart").asString()).isEqualTo("unless-stopped");
    }

    /** One-shot programs end; everything else has a check. */
    @Test
    void has_a_health_check_of_every_service_without_a_jvm() {
        for (var service : compose.get("services").propertyStream().toList()) {
            var checked =
                    service.getValue().has("healthcheck")
                            ? service.getValue()
                            : base.at(
                                    "/services/"
                                            + service.getValue().at("/extends/service").asString());
            var ends = service.getValue().path("restart").asString("").equals("no");
            assertThat(checked.has("healthcheck")).as(service.getKey()).isEqualTo(!ends);
            assertThat(checked.at("/healthcheck/test").toString())
                    .as(service.getKey())
                    .doesNotContain("java");
        }
    }

    @Test
    void relays_share_no_network_with_the_database_or_services() {
        assertThat(networks("relay-cn-hongkong-1")).containsExactly("edge");
        assertThat(networks("relay-us-west-1-1")).containsExactly("edge");
        assertThat(networks("kafka")).containsExactlyInAnyOrder("control", "edge");
        for (var service : List.of("postgres", "identity", "catalog", "provisioning", "metrics")) {
            assertThat(networks(service)).as(service).containsExactly("control");
        }
    }

    private Collection<String> networks(String service) {
        return compose.at("/services/" + service + "/networks").propertyNames();
    }

    @Test
    void publishes_nothing_through_the_proxy_that_hides_clients() {
        assertThat(compose.get("services").propertyStream().map(Map.Entry::getValue))
                .noneMatch(service -> service.has("ports"));
        assertThat(compose.at("/networks/edge/enable_ipv6").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay-cn-hongkong-1", "relay-us-west-1-1"})
    void gives_every_relay_a_certificate_of_its_own_and_lanes_in_tls(String service) {
        var relay = compose.at("/services/" + service);
        var environment = relay.get("environment");
        var region = environment.get("SIXLANE_RELAY_REGION").asString();
        var mounted = relay.at("/volumes/1");

        assertThat(compose.at("/services/fleet/command").valueStream().map(JsonNode::asString))
                .contains(region + "/" + service);
        assertThat(mounted.at("/volume/subpath").asString()).isEqualTo(service);
        assertThat(mounted.get("read_only").asBoolean()).isTrue();
        assertThat(Set.of("CERTIFICATE", "KEY", "AUTHORITY"))
                .allSatisfy(
                        file ->
                                assertThat(environment.get("SIXLANE_LANE_" + file).asString())
                                        .startsWith(mounted.get("target").asString() + "/"));
        assertThat(environment.get("SIXLANE_LANE_LISTEN").asString()).isNotEmpty();
        assertThat(environment.get("SIXLANE_LANE_ENCRYPTION").asString()).isEqualTo("tls");
        assertThat(relay.at("/depends_on/fleet/condition").asString())
                .isEqualTo("service_completed_successfully");
    }

    @Test
    void gives_every_database_a_role_and_every_service_its_own_secrets() {
        var databases =
                compose.at("/services/databases/command")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
        assertThat(compose.at("/services/fleet/command").valueStream().map(JsonNode::asString))
                .contains("--services=" + String.join(",", databases), "--kafka=kafka");
        assertThat(
                        MODULE_OF.keySet().stream()
                                .filter(
                                        service ->
                                                environment(service).has("SIXLANE_POSTGRES_USER")))
                .containsExactlyInAnyOrderElementsOf(databases)
                .allSatisfy(
                        service -> {
                            var environment = environment(service);
                            assertThat(environment.get("SIXLANE_POSTGRES_DATABASE").asString())
                                    .isEqualTo(service)
                                    .isEqualTo(environment.get("SIXLANE_POSTGRES_USER").asString());
                            assertThat(secretsOf(service))
                                    .as(service)
                                    .isEqualTo(
                                            environment.get("SIXLANE_SECRETS_FOLDER").asString());
                        });
    }

    @Test
    void admits_the_relays_of_the_fleet_to_kafka() {
        var relays =
                compose.at("/services/fleet/command")
                        .valueStream()
                        .map(JsonNode::asString)
                        .filter(argument -> argument.contains("/relay-"))
                        .map(argument -> argument.substring(argument.indexOf('/') + 1))
                        .toList();
        assertThat(relays).hasSize(2);
        assertThat(compose.at("/services/kafka/command").valueStream().map(JsonNode::asString))
                .containsAll(relays);
        assertThat(relays)
                .allSatisfy(
                        relay ->
                                assertThat(
                                                environment(relay)
                                                        .get("SIXLANE_KAFKA_SETTINGS")
                                                        .asString())
                                        .isEqualTo(secretsOf(relay) + "/kafka.properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioning", "metrics", "relay-cn-hongkong-1", "relay-us-west-1-1"})
    void gives_readers_of_the_bus_the_keys_of_signers(String service) {
        assertThat(
                        compose.at("/services/" + service + "/volumes")
                                .valueStream()
                                .filter(
                                        volume ->
                                                volume.at("/volume/subpath")
                                                        .asString("")
                                                        .equals("signers"))
                                .map(volume -> volume.get("target").asString()))
                .containsExactly(environment(service).get("SIXLANE_SIGNERS_FOLDER").asString());
    }

    @Test
    void contains_no_password() throws IOException {
        assertThat(Files.readString(Project.home().resolve("docker-compose.yml")))
                .doesNotContainPattern("(?i)password[A-Z_]*: *\"?[^/\\s]");
    }

    private JsonNode environment(String service) {
        return compose.at("/services/" + service + "/environment");
    }

    /** Where the service finds its own folder of the volume of secrets. */
    private String secretsOf(String service) {
        return compose.at("/services/" + service + "/volumes")
                .valueStream()
                .filter(volume -> volume.path("source").asString("").equals("fleet"))
                .filter(volume -> volume.at("/volume/subpath").asString("").equals(service))
                .filter(volume -> volume.path("read_only").asBoolean())
                .map(volume -> volume.get("target").asString())
                .findFirst()
                .orElse("none");
    }

    @Test
    void gives_every_pool_to_the_relay_of_its_region() {
        var pools =
                Set.of(
                        compose.at("/services/provisioning/environment/SIXLANE_ADDRESS_POOLS")
                                .asString()
                                .split(","));
        assertThat(pools)
                .allSatisfy(
                        pool -> {
                            var region = pool.substring(0, pool.indexOf('='));
                            var relay = compose.at("/services/relay-" + region + "-1");
                            assertThat(relay.at("/environment/SIXLANE_RELAY_REGION").asString())
                                    .isEqualTo(region);
                            assertThat(pool.substring(pool.indexOf('=') + 1))
                                    .isEqualTo(relay.at("/command/1").asString());
                        });
    }

    @Test
    void a_relay_alone_joins_on_the_network_of_its_host_and_keeps_one_right() throws IOException {
        var relay = read(Project.home().resolve("deploy/compose/relay.yml")).at("/services/relay");
        assertThat(relay.at("/extends/file").asString()).isEqualTo("base.yml");
        assertThat(relay.get("network_mode").asString()).isEqualTo("host");
        assertThat(relay.get("command").valueStream().map(JsonNode::asString))
                .startsWith("joined-relay");
        var run = Files.readString(Project.home().resolve("deploy/compose/run"));
        for (var variable : relay.get("environment").propertyNames()) {
            assertThat(run).contains("${" + variable + ":?").contains("unset ");
        }
        assertThat(run).contains("--bounding-set=-all,+net_bind_service --no-new-privs");
    }

    @Test
    void a_new_machine_installs_the_package_and_joins() {
        var machine = read(Project.home().resolve("deploy/cloud-init/relay.yaml"));
        var commands = machine.get("runcmd").valueStream().map(JsonNode::asString).toList();
        assertThat(commands.getFirst()).isEqualTo("set -e");
        assertThat(commands)
                .anyMatch(command -> command.startsWith("apt-get install -y /run/sixlane/"))
                .anyMatch(command -> command.startsWith("sixlane relay join https://"));
        var files = machine.get("write_files").valueStream().toList();
        assertThat(files.getFirst().get("permissions").asString()).isEqualTo("0600");
        assertThat(commands)
                .anyMatch(it -> it.contains("@" + files.getFirst().get("path").asString()));
    }

    static Set<String> variablesOf(String module) throws IOException {
        var file = Project.home().resolve(module).resolve("src/main/resources/application.yml");
        return VARIABLE.matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static JsonNode read(Path file) {
        return new YAMLMapper().readTree(file.toFile());
    }
}
