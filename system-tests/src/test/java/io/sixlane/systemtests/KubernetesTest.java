package io.sixlane.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The manifests of deploy/kubernetes, read by the models of the API, and rendered where kubectl is.
 */
class KubernetesTest {
    private static final Path FOLDER = Project.home().resolve("deploy/kubernetes");
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");

    @Test
    void every_field_is_one_of_the_api() throws Exception {
        var unknown = new ArrayList<String>();
        for (var resource : manifests()) {
            assertThat(resource).isNotInstanceOf(GenericKubernetesResource.class);
            unknownFields(resource, name(resource), unknown);
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void a_field_that_the_api_does_not_have_is_found() {
        var resource =
                new KubernetesSerialization()
                        .<HasMetadata>unmarshal(
                                """
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: { name: x }
                                spec: { template: { spec: { containers: [{ name: x, imagee: y }] } } }
                                """);
        var unknown = new ArrayList<String>();
        unknownFields(resource, "x", unknown);
        assertThat(unknown).singleElement().asString().contains("imagee");
    }

    @Test
    void every_container_is_confined_bounded_and_asked_whether_it_is_ready() throws Exception {
        var seen = 0;
        for (var resource : manifests()) {
            var pod = podOf(resource);
            if (pod.isEmpty()) {
                continue;
            }
            assertThat(pod.get().getAutomountServiceAccountToken()).as(name(resource)).isFalse();
            assertThat(pod.get().getSecurityContext().getRunAsNonRoot())
                    .as(name(resource))
                    .isTrue();
            for (var container : pod.get().getContainers()) {
                seen++;
                confined(container);
                if (!(resource instanceof Job)) {
                    assertThat(container.getReadinessProbe()).as(container.getName()).isNotNull();
                    assertThat(container.getLivenessProbe()).as(container.getName()).isNotNull();
                    assertThat(container.getStartupProbe()).as(container.getName()).isNotNull();
                }
            }
        }
        assertThat(seen).isEqualTo(9);
    }

    private static void confined(Container container) {
        var name = container.getName();
        var security = container.getSecurityContext();
        assertThat(security.getReadOnlyRootFilesystem()).as(name).isTrue();
        assertThat(security.getAllowPrivilegeEscalation()).as(name).isFalse();
        assertThat(security.getCapabilities().getDrop()).as(name).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).as(name).containsKey("memory");
    }

    /**
     * A variable that no service reads is a mistake, as is a service that is not told where it is.
     */
    @Test
    void sets_only_what_the_services_read() throws Exception {
        for (var resource : manifests()) {
            for (var container : podOf(resource).map(PodSpec::getContainers).orElse(List.of())) {
                var module = container.getArgs().isEmpty() ? "" : container.getArgs().getFirst();
                var file = Project.home().resolve(module + "/src/main/resources/application.yml");
                if (module.isEmpty() || !Files.exists(file)) {
                    continue;
                }
                var set = new TreeSet<>(container.getEnv().stream().map(EnvVar::getName).toList());
                set.removeIf(variable -> !variable.startsWith("SIXLANE_"));
                assertThat(ComposeTest.variablesOf(module)).as(module).containsAll(set);
                assertThat(set).contains("SIXLANE_HTTP_ADDRESS", "SIXLANE_HTTP_PORT");
            }
        }
    }

    @Test
    void relays_are_on_the_network_of_their_hosts_and_every_service_survives_a_node()
            throws Exception {
        var relays = manifests().stream().filter(DaemonSet.class::isInstance).toList();
        assertThat(relays)
                .singleElement()
                .satisfies(
                        relay -> assertThat(podOf(relay).orElseThrow().getHostNetwork()).isTrue());
        var deployments = manifests().stream().filter(Deployment.class::isInstance).toList();
        assertThat(deployments)
                .hasSize(5)
                .allSatisfy(
                        deployment ->
                                assertThat(((Deployment) deployment).getSpec().getReplicas())
                                        .isEqualTo(2));
        assertThat(manifests().stream().filter(it -> it.getKind().equals("PodDisruptionBudget")))
                .hasSize(5);
    }

    /** The overlays are rendered where Kustomize is, as in CI. */
    @Test
    void overlays_are_rendered_from_files_that_exist() throws Exception {
        for (var overlay : List.of("operators", "single")) {
            var folder = FOLDER.resolve("overlays").resolve(overlay);
            assertThat(folder.resolve("kustomization.yaml")).exists();
            if (Files.isExecutable(KUBECTL)) {
                var rendered = render(folder);
                assertThat(rendered).contains("kind: DaemonSet").doesNotContain("image: sixlane\n");
                var resources = read(rendered);
                var unknown = new ArrayList<String>();
                resources.forEach(resource -> unknownFields(resource, name(resource), unknown));
                assertThat(unknown).isEmpty();
                assertThat(resources)
                        .allMatch(it -> "sixlane".equals(it.getMetadata().getNamespace()));
            }
        }
    }

    private static String render(Path folder) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(KUBECTL.toString(), "kustomize", folder.toString())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static List<HasMetadata> manifests() throws IOException {
        var all = new ArrayList<HasMetadata>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (var file : files.filter(KubernetesTest::isManifest).sorted().toList()) {
                all.addAll(read(Files.readString(file)));
            }
        }
        return all;
    }

    private static boolean isManifest(Path file) {
        return file.toString().endsWith(".yaml")
                && !file.getFileName().toString().equals("kustomization.yaml");
    }

    private static List<HasMetadata> read(String yaml) {
        var resources = new ArrayList<HasMetadata>();
        for (var document : yaml.split("(?m)^---$")) {
            if (document.contains("kind:")) {
                resources.add(new KubernetesSerialization().unmarshal(document));
            }
        }
        return resources;
    }

    private static Optional<PodSpec> podOf(HasMetadata resource) {
        return switch (resource) {
            case Deployment it -> Optional.of(it.getSpec().getTemplate().getSpec());
            case DaemonSet it -> Optional.of(it.getSpec().getTemplate().getSpec());
            case StatefulSet it -> Optional.of(it.getSpec().getTemplate().getSpec());
            case Job it -> Optional.of(it.getSpec().getTemplate().getSpec());
            default -> Optional.empty();
        };
    }

    private static String name(HasMetadata resource) {
        return resource.getKind() + "/" + resource.getMetadata().getName();
    }

    /** Models keep fields that they do not know in a map of each object. */
    private static void unknownFields(@Nullable Object value, String path, List<String> found) {
        switch (value) {
            case null -> {}
            case List<?> list ->
                    list.forEach(element -> unknownFields(element, path + "[]", found));
            case Map<?, ?> map ->
                    map.forEach((key, element) -> unknownFields(element, path + "." + key, found));
            default -> {
                if (value.getClass().getName().startsWith("io.fabric8.")
                        && !value.getClass().isEnum()) {
                    fieldsOf(value, path, found);
                }
            }
        }
    }

    private static void fieldsOf(Object model, String path, List<String> found) {
        for (Class<?> type = model.getClass();
                type != null && type.getName().startsWith("io.fabric8.");
                type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                    var held = field.get(model);
                    if (field.getName().equals("additionalProperties")) {
                        if (held instanceof Map<?, ?> unknown) {
                            unknown.keySet().forEach(key -> found.add(path + "." + key));
                        }
                    } else {
                        unknownFields(held, path + "." + field.getName(), found);
                    }
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
