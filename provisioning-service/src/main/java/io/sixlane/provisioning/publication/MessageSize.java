package io.sixlane.provisioning.publication;

import io.sixlane.configuration.log.MessageLimit;
import io.sixlane.configuration.log.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large a message may be. Readers need no setting: a consumer is given the next message
 * whatever its size.
 */
final class MessageSize {
    private static final Logger log = LoggerFactory.getLogger(MessageSize.class);

    private MessageSize() {}

    /**
     * Lets the topics take as much, also those that a relay or an earlier version made. Where that
     * is not allowed they stay as they are.
     */
    static void raise(Admin admin) throws ExecutionException, InterruptedException {
        var tooNarrow = tooNarrow(admin);
        if (tooNarrow.isEmpty()) {
            return;
        }
        var wanted =
                new AlterConfigOp(
                        new ConfigEntry(
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(MessageLimit.MOST_BYTES)),
                        AlterConfigOp.OpType.SET);
        var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        tooNarrow.forEach(topic -> changes.put(topic, List.of(wanted)));
        try {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            log.atWarn()
                    .addKeyValue("cause", e.getMessage())
                    .log("max.message.bytes of the topics stays below " + MessageLimit.MOST_BYTES);
        }
    }

    private static List<ConfigResource> tooNarrow(Admin admin)
            throws ExecutionException, InterruptedException {
        var topics =
                List.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, Topics.EVENTS),
                        new ConfigResource(ConfigResource.Type.TOPIC, Topics.IMAGES));
        try {
            var found = new ArrayList<ConfigResource>();
            for (var settings : admin.describeConfigs(topics).all().get().entrySet()) {
                var most = settings.getValue().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
                if (most != null && Integer.parseInt(most.value()) < MessageLimit.MOST_BYTES) {
                    found.add(settings.getKey());
                }
            }
            return found;
        } catch (ExecutionException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            return List.of();
        }
    }

    private static boolean isRefusal(ExecutionException e) {
        return e.getCause() instanceof ApiException cause && !(cause instanceof RetriableException);
    }
}
