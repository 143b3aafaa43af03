package io.sixlane.topics;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.sixlane.configuration.log.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The rights of one principal at the broker, which denies everything else.
 *
 * <p>A right to a topic includes to describe it, and for services to create it and to hold it to
 * its layout. No one may delete a topic of the product.
 *
 * @param principal a service, or a relay by its id
 */
public record BusRights(String principal, List<AclBinding> bindings) {
    /** May do everything: the person behind {@code ./sixlane audit} and Kafka's own tools. */
    public static final String OPERATOR = "operator";

    private static final String ANY_HOST = "*";

    /** One line for each service. */
    private static final Map<String, BusRights> SERVICES =
            services(
                    of("catalog").owns(Topics.CATALOG).reads(Topics.FLEET),
                    of("provisioning")
                            .owns(
                                    Topics.EVENTS,
                                    Topics.IMAGES,
                                    Topics.FLEET,
                                    Topics.CHECKPOINTS,
                                    Topics.PROBES)
                            .consumes(Topics.RELAY_STATUS, Topics.RELAY_LINKS, Topics.CATALOG)
                            .admitsRelays(),
                    of("metrics")
                            .reads(Topics.FLEET)
                            .consumes(Topics.RELAY_REPORTS, Topics.RELAY_FLOWS)
                            .grows(Topics.RELAY_REPORTS, Topics.RELAY_FLOWS));

    public BusRights {
        bindings = List.copyOf(bindings);
    }

    /** The services of the product. */
    public static Set<String> services() {
        return SERVICES.keySet();
    }

    public static BusRights ofService(String name) {
        var rights = SERVICES.get(name);
        if (rights == null) {
            throw new IllegalArgumentException("no service " + name);
        }
        return rights;
    }

    /**
     * Every relay reads the whole configuration and the other relays' states, and writes its own
     * reports. A relay may start before the services and creates what it needs, but alters nothing.
     */
    public static BusRights ofRelay(String id) {
        return of(id).reads(Topics.IMAGES, Topics.FLEET, Topics.PROBES, Topics.CATALOG)
                .topics(
                        List.of(READ, WRITE, CREATE, DESCRIBE_CONFIGS),
                        Topics.RELAY_STATUS,
                        Topics.RELAY_LINKS)
                .topics(
                        List.of(WRITE, CREATE, DESCRIBE_CONFIGS),
                        Topics.RELAY_REPORTS,
                        Topics.RELAY_FLOWS)
                .rights();
    }

    private static Map<String, BusRights> services(Draft... drafts) {
        var services = new LinkedHashMap<String, BusRights>();
        for (var draft : drafts) {
            services.put(draft.principal, draft.rights());
        }
        return services;
    }

    private static Draft of(String principal) {
        return new Draft(principal, new ArrayList<>());
    }

    private record Draft(String principal, List<AclBinding> bindings) {
        Draft owns(String... topics) {
            return topics(List.of(READ, WRITE, CREATE, DESCRIBE_CONFIGS, ALTER_CONFIGS), topics);
        }

        /** May create what another one owns, to start before it. */
        Draft reads(String... topics) {
            return topics(List.of(READ, CREATE, DESCRIBE_CONFIGS), topics);
        }

        /** Also by consumer groups whose names begin with the principal's. */
        Draft consumes(String... topics) {
            return topics(List.of(READ, CREATE, DESCRIBE_CONFIGS, ALTER_CONFIGS), topics)
                    .add(ResourceType.GROUP, PatternType.PREFIXED, principal, READ);
        }

        Draft grows(String... topics) {
            return topics(List.of(ALTER), topics);
        }

        /** May give passwords and rights, as the control plane does to relays that join. */
        Draft admitsRelays() {
            return add(ResourceType.CLUSTER, PatternType.LITERAL, Resource.CLUSTER_NAME, ALTER)
                    .add(
                            ResourceType.CLUSTER,
                            PatternType.LITERAL,
                            Resource.CLUSTER_NAME,
                            DESCRIBE);
        }

        Draft topics(List<AclOperation> operations, String... topics) {
            for (var topic : topics) {
                for (var operation : operations) {
                    add(ResourceType.TOPIC, PatternType.LITERAL, topic, operation);
                }
            }
            return this;
        }

        private Draft add(
                ResourceType type, PatternType pattern, String name, AclOperation operation) {
            bindings.add(
                    new AclBinding(
                            new ResourcePattern(type, name, pattern),
                            new AccessControlEntry(
                                    "User:" + principal,
                                    ANY_HOST,
                                    operation,
                                    AclPermissionType.ALLOW)));
            return this;
        }

        BusRights rights() {
            return new BusRights(principal, bindings);
        }
    }
}
